import { z } from "zod";
import { oneLine } from "../../language/typed-text";
import {
  sentEventTypes,
  sentFields,
  type SentEvent,
  type SentEventType,
} from "../../workflows/machines/acts";
import { longest } from "../../language/lengths";
import { disableOldPassword, ticketKind } from "../../workflows/machines/payloads";
import { actWords } from "./act-words";
import { ticketViews, type TicketView } from "../../db/queries/tickets";
import { purposes } from "../../workflows/hr/people";
import { proofs } from "../../workflows/hr/records";

/*
 * What the API takes and gives, once: the routes parse with these, and /api/v1/openapi.json is made from them. Strict, so
 * that a misspelt field is told and not passed over.
 */

const text = (most: number) => z.string().trim().min(1).max(most);
const line = (most: number) => z.string().overwrite(oneLine).min(1).max(most);
const instant = z.int().meta({ description: "1970 年起的毫秒數 Milliseconds since 1970" });
const kind = ticketKind.meta({ description: "首次登入；重設密碼" });
const path = z
  .enum(["hr-supervisor", "agency-certificate", "helpdesk"])
  .meta({ description: "人事單位協助；機關憑證；客服協助" });

/** The acts a client may send. The system's own and the card's, which need a signature, are not among them. */
export const sentEvent = z.discriminatedUnion(
  "type",
  sentEventTypes.map((type) =>
    z.strictObject({ type: z.literal(type), ...sentFields(type) }).meta({ description: actWords[type] }),
  ) as [z.ZodObject<{ type: z.ZodLiteral<SentEventType> }>],
) as z.ZodType as z.ZodType<SentEvent>;

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
        name: line(50),
        agencyId: text(64).optional(),
        account: line(50).optional(),
        nationalId: line(20).optional(),
        contact: line(100).optional(),
        story: text(longest.note).optional(),
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
