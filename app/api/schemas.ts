import { z } from "zod";
import { ticketViews, type TicketView } from "../../db/queries/tickets";
import { purposes } from "../../workflows/hr/people";
import { proofs } from "../../workflows/hr/records";

/*
 * What the API takes and gives, once: the routes parse with these, and /api/v1/openapi.json is made from them. Strict, so
 * that a misspelt field is told and not passed over.
 */

const text = (most: number) => z.string().trim().min(1).max(most);
const reason = text(500).meta({
  description: "理由，會寫進給申請人的信 Reason; the applicant's mail repeats it",
});
const instant = z.int().meta({ description: "1970 年起的毫秒數 Milliseconds since 1970" });
const disableOldPassword = z
  .boolean()
  .default(false)
  .meta({ description: "立即停用舊密碼 The old password opens nothing from now on" });
const kind = z.enum(["first-login", "recovery"]).meta({ description: "首次登入；重設密碼" });
const path = z
  .enum(["hr-supervisor", "agency-certificate", "helpdesk"])
  .meta({ description: "人事單位協助；機關憑證；客服協助" });

/** The acts a client may send. The system's own and the card's, which need a signature, are not among them. */
export const sentEvent = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("NOTE"), text: text(2000) }).meta({ description: "內部備註" }),
  z.strictObject({ type: z.literal("SUPPLEMENT"), text: text(2000) }).meta({ description: "補充說明" }),
  z.strictObject({ type: z.literal("ASK_APPLICANT"), text: text(1000) }).meta({
    description: "請申請人補充，時限暫停 Asks the person for more; the promise's clock stands still",
  }),
  z.strictObject({ type: z.literal("REPLY"), text: text(1000) }).meta({
    description: "回覆申請人，內容寄給本人 Writes to the person; mailed and shown on the status page",
  }),
  z.strictObject({ type: z.literal("IDENTIFY"), personId: text(64) }).meta({
    description:
      "確認是哪一位同仁；已有處理中案件者併入該案 Says whom the case is about; joins the open case of that person",
  }),
  z.strictObject({ type: z.literal("DISMISS"), reason }),
  z
    .strictObject({ type: z.literal("HAND_OVER"), to: z.enum(["helpdesk", "hr-supervisor"]), reason })
    .meta({ description: "轉由…處理" }),
  z.strictObject({ type: z.literal("WITHDRAW") }).meta({ description: "撤回" }),
  z.strictObject({ type: z.literal("REMEMBERED") }).meta({ description: "想起密碼，結案" }),
  z.strictObject({ type: z.literal("DISPUTE") }).meta({ description: "不是本人申請，撤回並通報" }),
  z.strictObject({ type: z.literal("APPROVE"), disableOldPassword }).meta({ description: "核准" }),
  z.strictObject({ type: z.literal("RETURN"), reason }).meta({ description: "退回" }),
  z.strictObject({ type: z.literal("CONFIRM_SECOND") }).meta({ description: "第二人確認" }),
  z.strictObject({ type: z.literal("REFUSE_SECOND"), reason }).meta({ description: "第二人退回" }),
  z.strictObject({ type: z.literal("CLAIM") }).meta({ description: "受理" }),
  z
    .strictObject({ type: z.literal("REASSIGN"), to: text(64) })
    .meta({ description: "改派 To an agent, by id" }),
  z.strictObject({ type: z.literal("START_VERIFICATION") }).meta({ description: "開始核對來電者" }),
  z
    .strictObject({ type: z.literal("RECORD_CHECK"), check: text(40), passed: z.boolean() })
    .meta({ description: "記錄一項核對的結果，不記答案 Passed or failed, never the answer" }),
  z.strictObject({ type: z.literal("NOT_REACHED") }).meta({ description: "未接通" }),
  z.strictObject({ type: z.literal("VERIFY"), disableOldPassword }).meta({ description: "核對通過" }),
  z.strictObject({ type: z.literal("FAIL_VERIFICATION") }).meta({ description: "核對不符" }),
  z.strictObject({ type: z.literal("REISSUE") }).meta({ description: "重新寄送一次性密碼" }),
]);
export type SentEvent = z.infer<typeof sentEvent>;
export type SentEventType = SentEvent["type"];

/** The types of `sentEvent`, to leave the others out of `allowedEvents`. */
export const sentEventTypes: readonly SentEventType[] = sentEvent.options.map(
  (option) => option.shape.type.value,
);

/** A case opened by staff: HR with the decision, or an agent for a caller. */
export const newTicket = z.discriminatedUnion("path", [
  z
    .strictObject({
      path: z.literal("hr-supervisor"),
      kind,
      personId: text(64),
      proof: z.enum(proofs).meta({ description: "身分確認方式：當面、分機、公文" }),
      disableOldPassword,
    })
    .meta({
      description:
        "人事主管或經授權的人事人員為同仁設定密碼；決定是起案的一部分 The decision is part of the start",
    }),
  z
    .strictObject({
      path: z.literal("helpdesk"),
      kind,
      personId: text(64).optional(),
      caller: z.strictObject({
        name: text(50),
        agencyId: text(64).optional(),
        account: text(50).optional(),
        nationalId: text(20).optional(),
        contact: text(100).optional(),
        story: text(2000).optional(),
        locale: z.enum(["zh-Hant-TW", "en"]).default("zh-Hant-TW"),
      }),
    })
    .meta({ description: "客服人員登錄來電 A call taken by an agent" }),
]);

export type NewTicket = z.infer<typeof newTicket>;

/** What an act or a start answers: the same again when it is sent again. */
export const outcome = z.object({
  number: z.string().meta({ examples: ["R1151123-0042"] }),
  state: z.string().meta({ examples: ["passwordHandover.issuing"] }),
  version: z.int(),
});

const named = z.object({ id: z.string(), name: z.string() });

const ticketSummary = z.object({
  number: z.string(),
  kind,
  path,
  previousPath: path.nullable(),
  state: z.string(),
  channel: z.enum(["web", "phone", "hr", "card", "console", "mail"]),
  applicantName: z.string(),
  person: named.nullable(),
  agency: named.nullable(),
  assignee: named.nullable(),
  privileged: z.boolean().meta({ description: "特權帳號：須第二人確認" }),
  openedAt: instant,
  dueAt: instant.nullable().meta({ description: "處理時限" }),
  closedAt: instant.nullable(),
  outcome: z.string().nullable(),
  version: z.int(),
});
export type TicketSummary = z.infer<typeof ticketSummary>;

const historyEntry = z.object({
  seq: z.int(),
  at: instant,
  type: z.string(),
  path,
  by: z.object({ kind: z.string(), name: z.string().nullable() }),
  from: z.string().nullable(),
  to: z.string(),
  detail: z.record(z.string(), z.unknown()).meta({ description: "說明、理由或去處，視案件事項而定" }),
});
export type HistoryEntry = z.infer<typeof historyEntry>;

export const ticket = ticketSummary.extend({
  allowedEvents: z.array(z.enum(sentEventTypes)).meta({ description: "此憑證的持有人此刻可以做的事" }),
  history: z.array(historyEntry),
});

/** The lists: the desk's own views for agents and auditors, `decisions` for HR, `own` for everybody. */
export const listViews = [...ticketViews, "decisions", "own"] as const;

export const isTicketView = (view: string): view is TicketView => ticketViews.some((one) => one === view);

export const listQuery = z.strictObject({
  view: z.enum(listViews).default("all-open"),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});

export const ticketList = z.object({
  view: z.enum(listViews),
  items: z.array(ticketSummary),
  next: z.string().nullable(),
});

export const peopleQuery = z.strictObject({
  q: text(50).meta({ description: "姓名或自訂帳號的一部分，或完整的身分證字號" }),
  purpose: z.enum(purposes).meta({ description: "查詢目的，會留下紀錄 Recorded with the look-up" }),
});

/** Somebody found by a look-up. */
export const personMatch = z.object({
  id: z.string(),
  name: z.string(),
  agencyName: z.string(),
  unit: z.string().nullable(),
  title: z.string().nullable(),
  account: z.string().nullable(),
  nationalIdMasked: z.string().meta({ examples: ["A12345****"] }),
});

export const peopleFound = z.object({
  items: z.array(personMatch),
  more: z.boolean().meta({ description: "還有未列出的 There are more than are shown" }),
});

export const problemDocument = z.looseObject({
  type: z.url(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  instance: z.string(),
  code: z.string(),
  errors: z
    .array(
      z.object({
        name: z.string(),
        pointer: z.string(),
        code: z.string(),
        detail: z.string(),
        remedy: z.string(),
      }),
    )
    .optional(),
  first: z
    .object({
      act: z.string(),
      by: z.object({ kind: z.string(), name: z.string().nullable() }),
      at: instant,
    })
    .optional()
    .meta({ description: "先做的人 Who was first" }),
});
