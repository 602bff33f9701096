import { z } from "zod";
import {
  cardFacts,
  deadlineName,
  disableOldPassword,
  id,
  keeper,
  message,
  note,
  reason,
  receivedMessage,
  subject,
  ticketKind,
} from "./payloads";

/** For whom an act is: who is offered it. Whether it may be done is asked of the machine's rules. */
export type Party = "agent" | "hr" | "applicant" | "card" | "console" | "system";

/** As much of a ticket's memory as samples are made of. */
interface Memory {
  path: string;
  policy: { mandatory: string[] };
  card: { certificateSha256: string } | null;
  issue: number;
  deadlineIssue: number;
}

interface Definition<By extends Party, Fields extends z.ZodRawShape, Sent extends z.ZodRawShape> {
  by: readonly By[];
  /** What it carries, as the machine hears it and the history keeps it. */
  fields: Fields;
  /** What a program sends, where the desk itself finds what the machine hears. */
  sent?: Sent;
  /** An act of the kind with which the machine is asked whether it may be done: guards read what it carries. */
  sample: (memory: Memory) => z.infer<z.ZodObject<Fields>>;
  /** The desk's own affair: a line of the history that is marked as for staff. */
  internal?: true;
  /** Bad news. */
  failed?: true;
}

const act = <By extends Party, Fields extends z.ZodRawShape, Sent extends z.ZodRawShape = Fields>(
  definition: Definition<By, Fields, Sent>,
) => definition;

const nobody = { personId: "", agencyId: "", privileged: false, supervisor: false };
const nothing = { fields: {}, sample: () => ({}) };
const withReason = { fields: { reason }, sample: () => ({ reason: "" }) };
const withNote = { fields: { text: note }, sample: () => ({ text: "" }) };
const withMessage = { fields: { text: message }, sample: () => ({ text: "" }) };
const decision = { fields: { disableOldPassword }, sample: () => ({ disableOldPassword: false }) };
const refusal = { fields: { code: z.string() }, sample: () => ({ code: "" }), failed: true } as const;
const ofIssue = { fields: { issue: z.int() }, sample: ({ issue }: Memory) => ({ issue }) };

/**
 * Every act of every path, once. A new one is an entry here, its transitions in the machines, and its words, which the
 * compiler asks for by its name: `reading/history-words.ts` and `app/api/act-words.ts`.
 */
export const acts = {
  APPROVE: act({ by: ["hr"], ...decision }),
  RETURN: act({ by: ["hr"], ...withReason }),
  CONFIRM_SECOND: act({ by: ["hr", "agent"], ...nothing }),
  REFUSE_SECOND: act({ by: ["hr", "agent"], ...withReason }),
  REISSUE: act({ by: ["hr", "agent", "applicant"], ...nothing }),
  HAND_OVER: act({
    by: ["hr", "agent", "applicant"],
    fields: {
      to: z.enum(["helpdesk", "hr-supervisor", "agency-certificate"]),
      reason,
      card: cardFacts.optional(),
      keeper: keeper.optional(),
    },
    sent: { to: z.enum(["helpdesk", "hr-supervisor"]), reason },
    sample: ({ path }) => ({
      to: path === "helpdesk" ? ("hr-supervisor" as const) : ("helpdesk" as const),
      reason: "",
    }),
  }),
  CLAIM: act({ by: ["agent"], ...nothing }),
  REASSIGN: act({
    by: ["agent"],
    fields: { to: id.meta({ description: "受理人員的識別碼 An agent, by id" }) },
    sample: () => ({ to: "" }),
    internal: true,
  }),
  IDENTIFY: act({
    by: ["agent"],
    fields: { subject },
    sent: { personId: id },
    sample: () => ({ subject: nobody }),
    internal: true,
  }),
  DISMISS: act({ by: ["agent"], ...withReason }),
  START_VERIFICATION: act({ by: ["agent"], ...nothing }),
  RECORD_CHECK: act({
    by: ["agent"],
    fields: { check: z.string().trim().min(1).max(40), passed: z.boolean() },
    sample: ({ policy }) => ({ check: policy.mandatory[0] ?? "", passed: true }),
    internal: true,
  }),
  VERIFY: act({ by: ["agent"], ...decision }),
  NOT_REACHED: act({ by: ["agent"], ...nothing }),
  FAIL_VERIFICATION: act({ by: ["agent"], ...nothing, internal: true, failed: true }),
  /** Asks the person for more; the promise's clock stands still until the answer. */
  ASK_APPLICANT: act({ by: ["agent"], ...withMessage }),
  REPLY: act({ by: ["agent"], ...withMessage }),
  NOTE: act({ by: ["agent"], ...withNote, internal: true }),
  MESSAGES_READ: act({ by: ["agent"], ...nothing, internal: true }),
  SUPPLEMENT: act({ by: ["applicant"], ...withNote }),
  WITHDRAW: act({ by: ["applicant"], ...nothing }),
  REMEMBERED: act({ by: ["applicant"], ...nothing }),
  DISPUTE: act({ by: ["applicant"], ...nothing, failed: true }),

  CARD_PROVEN: act({
    by: ["card"],
    fields: { card: cardFacts, keeper, evidenceId: z.string() },
    sample: () => ({
      card: { certificateSha256: "", agencyId: "", agencyName: "", provenAt: 0 },
      keeper: { name: "", title: "", extension: "" },
      evidenceId: "",
    }),
  }),
  CARD_REFUSED: act({ by: ["card"], ...refusal }),
  CHOOSE_PERSON: act({
    by: ["card"],
    fields: {
      subject,
      withinCard: z.boolean(),
      /** As the record has it: nobody knew who it would be when the case was opened. */
      kind: ticketKind.optional(),
    },
    sample: () => ({ subject: nobody, withinCard: true }),
  }),
  SIGN_ORDER: act({
    by: ["card"],
    fields: { certificateSha256: z.string(), disableOldPassword, evidenceId: z.string() },
    sample: ({ card }) => ({
      certificateSha256: card?.certificateSha256 ?? "",
      disableOldPassword: false,
      evidenceId: "",
    }),
  }),
  SIGNATURE_REFUSED: act({ by: ["card"], ...refusal }),

  /** Whoever has the shell of the server orders a password; told to all administrators. */
  BREAK_GLASS: act({ by: ["console"], ...withReason }),

  JOIN: act({ by: ["system"], fields: { into: z.string() }, sample: () => ({ into: "" }) }),
  /** Another request for the same account came in and was joined to this case. */
  JOINED_BY: act({
    by: ["system"],
    fields: { number: z.string() },
    sample: () => ({ number: "" }),
    internal: true,
  }),
  MAIL_ACCEPTED: act({
    by: ["system"],
    fields: { issue: z.int(), expiresAt: z.int(), response: z.string() },
    sample: ({ issue }) => ({ issue, expiresAt: 0, response: "" }),
  }),
  MAIL_REFUSED: act({
    by: ["system"],
    fields: { issue: z.int(), response: z.string() },
    sample: ({ issue }) => ({ issue, response: "" }),
    failed: true,
  }),
  /** A server's news of a mail, where it does not stop the case: late, or of another mail than the password's. */
  MAIL_BOUNCED: act({
    by: ["system"],
    fields: { permanent: z.boolean(), response: z.string() },
    sample: () => ({ permanent: false, response: "" }),
    internal: true,
  }),
  /** A machine answered: out of office and the like. Never answered, kept as a note. */
  AUTO_REPLIED: act({
    by: ["system"],
    fields: { text: z.string() },
    sample: () => ({ text: "" }),
    internal: true,
  }),
  /** Somebody who holds a return address of this ticket wrote. The sender's name proves nothing. */
  MESSAGE_RECEIVED: act({
    by: ["system"],
    fields: { message: receivedMessage },
    sample: () => ({
      message: { name: "", address: "", subject: "", text: "", folded: "", files: [], left: [] },
    }),
  }),
  /** The password lay in a mail that came in, so others may know it. */
  PASSWORD_EXPOSED: act({ by: ["system"], ...ofIssue, failed: true }),
  /** Every live password was ended at once: after a restore, or because the key may be known to others. */
  PASSWORD_ENDED: act({ by: ["system"], ...ofIssue, failed: true }),
  SIGNED_IN: act({
    by: ["system"],
    fields: {
      via: z.literal("temporary-password"),
      issue: z.int(),
      /** Until when the password opens the page again; missing in histories from when a login spent it. */
      opensUntil: z.int().optional(),
    },
    sample: ({ issue }) => ({ via: "temporary-password" as const, issue }),
  }),
  SIGNED_IN_BY_CERTIFICATE: act({ by: ["system"], ...nothing }),
  OWN_PASSWORD_SET: act({ by: ["system"], ...nothing }),
  LOCK: act({ by: ["system"], ...ofIssue, failed: true }),
  DEADLINE: act({
    by: ["system"],
    fields: { name: deadlineName, issue: z.int() },
    sample: ({ deadlineIssue }) => ({ name: "abandon" as const, issue: deadlineIssue }),
  }),
};

type Acts = typeof acts;
type Told<T, Fields> = Fields extends z.ZodRawShape
  ? z.infer<z.ZodObject<{ type: z.ZodLiteral<T & string> } & Fields>>
  : never;

export type EventType = keyof Acts;

/** Every act as the machine hears it, without what `desk` adds. */
export type TicketAct = { [T in EventType]: Told<T, Acts[T]["fields"]> }[EventType];

/** The acts that are for one of these. */
export type ActsBy<By extends Party> = {
  [T in EventType]: By & Acts[T]["by"][number] extends never ? never : T;
}[EventType];

/** Every act, by name. */
export const eventTypes = Object.keys(acts) as EventType[];

/** The names of the acts that are for one of these, in the order of the registry. */
export function actsBy<By extends Party>(...parties: By[]): ActsBy<By>[] {
  const isFor = (type: EventType) =>
    parties.some((party) => (acts[type].by as readonly Party[]).includes(party));
  return eventTypes.filter((type): type is ActsBy<By> => isFor(type));
}

/** Whether an act needs a reason. */
export const takesReason = (type: EventType): boolean => "reason" in acts[type].fields;

/** An act of a type with which the machine is asked whether it may be done now. */
export function sampleOf<T extends EventType>(type: T, memory: Memory): Extract<TicketAct, { type: T }> {
  return { type, ...acts[type].sample(memory) } as Extract<TicketAct, { type: T }>;
}

const byPeople = ["agent", "hr", "applicant"] as const;

/** The acts that people do, and so the programs they let act for them; the card's need a signature. */
export type SentEventType = ActsBy<(typeof byPeople)[number]>;
export const sentEventTypes: readonly SentEventType[] = actsBy(...byPeople);

/** What a program sends of an act. */
export type SentEvent = { [T in SentEventType]: Told<T, NonNullable<Acts[T]["sent"]>> }[SentEventType];

/** The schema of each of these fields. */
export function sentFields(type: SentEventType): z.ZodRawShape {
  const { fields, sent }: { fields: z.ZodRawShape; sent?: z.ZodRawShape } = acts[type];
  return sent ?? fields;
}
