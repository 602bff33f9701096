import { z } from "zod";
import type { Services } from "../../../services/services";
import { isNationalIdTail, comparedCheck } from "../../../workflows/helpdesk/caller-checks";
import { actsBy, sentFields, type ActsBy, type SentEvent } from "../../../workflows/machines/acts";
import type { TicketAct } from "../../../workflows/machines/types";

/** Whom the case is about is said on a page of its own, after a look-up. */
type PostedType = Exclude<ActsBy<"agent">, "IDENTIFY">;

type Kebab<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Lowercase<Head>}-${Kebab<Tail>}`
  : Lowercase<Name>;

/** `START_VERIFICATION` is posted as `start-verification`. */
const nameOf = <T extends PostedType>(type: T) => type.toLowerCase().replaceAll("_", "-") as Kebab<T>;

const postedTypes = actsBy("agent").filter((type): type is PostedType => type !== "IDENTIFY");

/** An agent's act as its form posts it, or what a caller said of the last four of the national ID. */
export type Posted =
  | { act: Kebab<PostedType>; event: Extract<SentEvent, { type: PostedType }> }
  | { act: "compare-tail"; said: string };
export type PostedName = Posted["act"];

const fourDigits = z
  .string()
  .trim()
  .regex(/^[\d０-９]{4}$/);

/** What a tick box and a pair of buttons post. */
const flags: Record<string, boolean> = { on: true, yes: true, no: false };

/** Reads the form of an act; `null` where it is not one of ours or lacks what it needs. */
export function readAct(form: FormData): Posted | null {
  const act = form.get("act");
  if (act === "compare-tail") {
    const said = fourDigits.safeParse(form.get("said")).data;
    return said === undefined ? null : { act, said };
  }
  const type = postedTypes.find((one) => nameOf(one) === act);
  if (type === undefined) return null;
  const fields = sentFields(type);
  const given = Object.entries(fields).map(([name, field]) => [name, valueOf(form.get(name), field)]);
  const read = z.object(fields).safeParse(Object.fromEntries(given));
  if (!read.success) return null;
  return { act: nameOf(type), event: { type, ...read.data } as Extract<SentEvent, { type: PostedType }> };
}

function valueOf(value: FormDataEntryValue | null, field: z.core.$ZodType): unknown {
  const isFlag = z.safeParse(field, true).success;
  if (typeof value !== "string") return undefined;
  return isFlag ? flags[value] : value;
}

/** The machine's event of a posted act. What a caller said is compared here and goes no further. */
export async function eventOfAct(
  posted: Posted,
  number: string,
  { store, secrets }: Pick<Services, "store" | "secrets">,
): Promise<TicketAct> {
  if (posted.act !== "compare-tail") return posted.event;
  const ticket = await store.tickets.byNumber(number);
  const person = ticket?.personId ? await store.people.byId(ticket.personId) : undefined;
  const passed = person !== undefined && isNationalIdTail(secrets, person, posted.said);
  return { type: "RECORD_CHECK", check: comparedCheck, passed };
}

/** The form without what a caller said: not even a hash of it is kept. */
export function withoutAnswers(form: FormData): FormData {
  const kept = new FormData();
  for (const [name, value] of form.entries()) if (name !== "said") kept.append(name, value);
  return kept;
}
