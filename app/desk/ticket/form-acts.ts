import { z } from "zod";
import { isNationalIdTail, comparedCheck } from "../../../workflows/helpdesk/caller-checks";
import type { TicketAct } from "../../../workflows/machines/types";
import type { Services } from "../../../services/services";

const reason = z.string().trim().min(1).max(1000);
const ticked = z
  .literal("on")
  .optional()
  .transform((value) => value === "on");

/** What an agent may post on a ticket; whether it may happen is asked of the machine. */
const posted = z.discriminatedUnion("act", [
  z.object({ act: z.literal("claim") }),
  z.object({ act: z.literal("messages-read") }),
  z.object({ act: z.literal("reassign"), to: z.string().min(1).max(64) }),
  z.object({ act: z.literal("dismiss"), reason }),
  z.object({ act: z.literal("start-verification") }),
  z.object({
    act: z.literal("record-check"),
    check: z.string().min(1).max(64),
    passed: z.enum(["yes", "no"]),
  }),
  z.object({
    act: z.literal("compare-tail"),
    said: z
      .string()
      .trim()
      .regex(/^[\d０-９]{4}$/),
  }),
  z.object({ act: z.literal("verify"), disable: ticked }),
  z.object({ act: z.literal("not-reached") }),
  z.object({ act: z.literal("fail-verification") }),
  z.object({ act: z.literal("confirm-second") }),
  z.object({ act: z.literal("refuse-second"), reason }),
  z.object({ act: z.literal("reissue") }),
  z.object({ act: z.literal("hand-over"), to: z.enum(["hr-supervisor", "helpdesk"]), reason }),
  z.object({ act: z.literal("ask-applicant"), text: reason }),
  z.object({ act: z.literal("reply"), text: reason }),
  z.object({ act: z.literal("note"), text: reason }),
]);

export type Posted = z.infer<typeof posted>;
export type PostedName = Posted["act"];

/** Reads the form of an act; `null` where it is not one of ours or lacks what it needs. */
export function readAct(form: FormData): Posted | null {
  const fields = Object.fromEntries([...form.entries()].filter(([name]) => name !== "idempotency-key"));
  return posted.safeParse(fields).data ?? null;
}

/** The machine's event of a posted act. What a caller said is compared here and goes no further. */
export async function eventOfAct(
  act: Posted,
  number: string,
  { store, secrets }: Pick<Services, "store" | "secrets">,
): Promise<TicketAct> {
  switch (act.act) {
    case "claim":
      return { type: "CLAIM" };
    case "messages-read":
      return { type: "MESSAGES_READ" };
    case "reassign":
      return { type: "REASSIGN", to: act.to };
    case "dismiss":
      return { type: "DISMISS", reason: act.reason };
    case "start-verification":
      return { type: "START_VERIFICATION" };
    case "record-check":
      return { type: "RECORD_CHECK", check: act.check, passed: act.passed === "yes" };
    case "compare-tail": {
      const ticket = await store.tickets.byNumber(number);
      const person = ticket?.personId ? await store.people.byId(ticket.personId) : undefined;
      const passed = person !== undefined && isNationalIdTail(secrets, person, act.said);
      return { type: "RECORD_CHECK", check: comparedCheck, passed };
    }
    case "verify":
      return { type: "VERIFY", disableOldPassword: act.disable };
    case "not-reached":
      return { type: "NOT_REACHED" };
    case "fail-verification":
      return { type: "FAIL_VERIFICATION" };
    case "confirm-second":
      return { type: "CONFIRM_SECOND" };
    case "refuse-second":
      return { type: "REFUSE_SECOND", reason: act.reason };
    case "reissue":
      return { type: "REISSUE" };
    case "hand-over":
      return { type: "HAND_OVER", to: act.to, reason: act.reason };
    case "ask-applicant":
      return { type: "ASK_APPLICANT", text: act.text };
    case "reply":
      return { type: "REPLY", text: act.text };
    case "note":
      return { type: "NOTE", text: act.text };
  }
}

/** The form without what a caller said: not even a hash of it is kept. */
export function withoutAnswers(form: FormData): FormData {
  const kept = new FormData();
  for (const [name, value] of form.entries()) if (name !== "said") kept.append(name, value);
  return kept;
}
