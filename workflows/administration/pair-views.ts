import { derIn } from "../../certificates/asn1/pem";
import { readCertificate } from "../../certificates/x509/certificate";
import { formatName } from "../../certificates/x509/distinguished-name";
import type { CardPurpose } from "../../certificates/x509/authority";
import type { Role } from "../../db/queries/people";
import type { WaitingChange } from "../../db/queries/waiting";
import type { Actor } from "../desk/actor";
import type { Context } from "../desk/context";
import { deskError, type DeskRefusalCode } from "../desk/refusal";
import { stateOf, type WaitingState } from "../waiting/waiting";
import { administratorOf } from "./administrators";
import { isPairKind, pairKinds, requestOf, whyNotBy, type PairKind, type PairRequest } from "./requests";

/** A change as administrators see it. */
export interface PairView {
  id: string;
  kind: PairKind;
  /** Whom it concerns. */
  person: { name: string; agencyName: string } | null;
  /** What is granted, taken, moved or trusted, as words of the page go. */
  detail: PairDetail;
  reason: string;
  askedBy: string;
  askedAt: number;
  expiresAt: number;
  state: WaitingState;
  decidedBy: string | null;
  decidedReason: string | null;
  own: boolean;
  /** Why whoever looks cannot agree. */
  refusal: DeskRefusalCode | null;
}

export interface PairDetail {
  role?: Role["role"];
  agencies?: { name: string; includesSubordinates: boolean }[];
  agency?: string;
  /** `null`: at the head of a tree. */
  parent?: string | null;
  subject?: string;
  sha256?: string;
  purposes?: CardPurpose[];
  addresses?: string[];
}

const rememberedMs = 90 * 24 * 60 * 60_000;

/** What waits for a second administrator, and what was decided lately. @throws Refusal `not-administrator` */
export async function pairsFor(
  parts: Pick<Context, "store" | "clock">,
  actor: Actor,
): Promise<{ waiting: PairView[]; over: PairView[] }> {
  const at = parts.clock();
  const { administrator } = await administratorOf(parts, actor, at);
  const view = (changes: WaitingChange[]) => viewsOf(parts, changes, administrator.id, at);
  return {
    waiting: await view(await parts.store.waiting.waiting({ kinds: pairKinds }, at)),
    over: await view(await parts.store.waiting.over({ kinds: pairKinds }, { since: at - rememberedMs, at })),
  };
}

/** One of them. @throws Refusal `not-administrator`, `no-such-change` */
export async function pairFor(
  parts: Pick<Context, "store" | "clock">,
  actor: Actor,
  id: string,
): Promise<PairView> {
  const at = parts.clock();
  const { administrator } = await administratorOf(parts, actor, at);
  const change = await parts.store.waiting.byId(id);
  const [view] = await viewsOf(parts, change ? [change] : [], administrator.id, at);
  if (!view) throw deskError("no-such-change");
  return view;
}

async function viewsOf(
  { store }: Pick<Context, "store">,
  changes: readonly WaitingChange[],
  viewerId: string,
  at: number,
): Promise<PairView[]> {
  const known = changes.filter((one) => isPairKind(one.kind));
  const people = await store.people.byIds(
    known.flatMap(({ personId, askedBy, decidedBy }) =>
      [personId, askedBy, decidedBy].filter((id): id is string => id !== null),
    ),
  );
  return Promise.all(
    known.map(async (change) => {
      const request = requestOf(change);
      const person = people.get(change.personId ?? "");
      return {
        id: change.id,
        kind: request.kind,
        person: person ? { name: person.name, agencyName: person.agencyName } : null,
        detail: await detailOf(store, request, change),
        reason: change.reason ?? "",
        askedBy: people.get(change.askedBy)?.name ?? "",
        askedAt: change.askedAt,
        expiresAt: change.expiresAt,
        state: stateOf(change, at),
        decidedBy: change.decidedBy === null ? null : (people.get(change.decidedBy)?.name ?? ""),
        decidedReason: change.decidedReason,
        own: change.askedBy === viewerId,
        refusal: whyNotBy(viewerId, change),
      };
    }),
  );
}

async function detailOf(
  store: Context["store"],
  request: PairRequest,
  { agencyId, about }: WaitingChange,
): Promise<PairDetail> {
  const nameOf = async (id: string | null) =>
    id === null ? null : ((await store.agencies.byId(id))?.fullName ?? "");
  switch (request.kind) {
    case "role-grant": {
      const { role, serving } = request.typed;
      const agencies = await Promise.all(
        serving.map(async (one) => ({
          name: (await nameOf(one.agencyId)) ?? "",
          includesSubordinates: one.includesSubordinates,
        })),
      );
      return { role, agencies };
    }
    case "role-revocation":
      return { role: (await store.people.role(request.typed.roleId))?.role };
    case "service-revocation":
      return { agency: (await nameOf(agencyId)) ?? "" };
    case "agency-parent":
      return {
        agency: (await nameOf(request.typed.agencyId)) ?? "",
        parent: await nameOf(request.typed.parentId),
      };
    case "trust-addition": {
      const { file, purposes, crlUrls, ocspUrl } = request.typed;
      const addresses = [...crlUrls, ...(ocspUrl === null ? [] : [ocspUrl])];
      return { subject: subjectIn(Buffer.from(file, "base64")), sha256: about, purposes, addresses };
    }
    case "trust-removal":
      return { subject: await subjectOfPinned({ store }, about), sha256: about };
  }
}

export async function subjectOfPinned({ store }: Pick<Context, "store">, sha256: string): Promise<string> {
  const row = (await store.trust.certificates()).find((one) => one.sha256 === sha256);
  return row ? formatName(readCertificate(row.der).subject) : "";
}

function subjectIn(file: Uint8Array): string {
  const [der] = derIn(file, "CERTIFICATE");
  return der ? formatName(readCertificate(der).subject) : "";
}
