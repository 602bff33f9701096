import { z } from "zod";
import type { WaitingChange } from "../../db/queries/waiting";
import { deskError, type DeskRefusalCode } from "../desk/refusal";
import { grantedRoles } from "./grants";

const purposes = z.array(z.enum(["citizen", "agency"]));

/** What two administrators agree on, by kind, with what is typed of each. */
const shapes = {
  "role-grant": z.object({
    personId: z.string(),
    role: z.enum(grantedRoles),
    serving: z.array(z.object({ agencyId: z.string(), includesSubordinates: z.boolean() })),
  }),
  "role-revocation": z.object({ roleId: z.string() }),
  "service-revocation": z.object({ servedId: z.string() }),
  "agency-parent": z.object({ agencyId: z.string(), parentId: z.string().nullable() }),
  "trust-addition": z.object({
    /** DER or PEM, in base64. */
    file: z.string(),
    purposes,
    role: z.enum(["anchor", "intermediate"]).optional(),
    crlUrls: z.array(z.string()),
    ocspUrl: z.string().nullable(),
  }),
  "trust-removal": z.object({ sha256: z.string() }),
} as const;

export type PairKind = keyof typeof shapes;
type Typed<K extends PairKind> = z.infer<(typeof shapes)[K]>;

/** A change of who has power or what is trusted. */
export type PairRequest = { [K in PairKind]: { kind: K; typed: Typed<K> } }[PairKind];

export const pairKinds = Object.keys(shapes) as PairKind[];

export const isPairKind = (kind: WaitingChange["kind"]): kind is PairKind => Object.hasOwn(shapes, kind);

/** What was typed, as it was kept. */
export function requestOf({ kind, typed }: WaitingChange): PairRequest {
  if (!isPairKind(kind)) throw deskError("no-such-change");
  return { kind, typed: shapes[kind].parse(typed) } as PairRequest;
}

/** Neither whoever asked nor whom it concerns is the second administrator. */
export function whyNotBy(personId: string, change: WaitingChange): DeskRefusalCode | null {
  if (change.askedBy === personId) return "same-person";
  return change.personId === personId ? "concerns-you" : null;
}
