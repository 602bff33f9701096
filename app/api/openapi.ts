import { z } from "zod";
import { scopes } from "../../accounts/access/api-tokens";
import {
  listQuery,
  newTicket,
  outcome,
  peopleFound,
  peopleQuery,
  problemDocument,
  sentEvent,
  ticket,
  ticketList,
} from "./schemas";
import { cardAct, cardVisit, newCardVisit } from "./card-api-schemas";

const sent = { NewTicket: newTicket, Event: sentEvent, NewCardVisit: newCardVisit, CardAct: cardAct };
const given = {
  Ticket: ticket,
  TicketList: ticketList,
  Outcome: outcome,
  PeopleFound: peopleFound,
  CardVisit: cardVisit,
  Problem: problemDocument,
};

type SchemaName = keyof typeof sent | keyof typeof given;

const reference = (name: SchemaName) => ({ $ref: `#/components/schemas/${name}` });
const answerOf = (name: SchemaName, description: string, headers?: object) => ({
  description,
  content: { "application/json": { schema: reference(name) } },
  ...(headers && { headers }),
});
const bodyOf = (name: SchemaName) => ({
  required: true,
  content: { "application/json": { schema: reference(name) } },
});
const problems = (...statuses: number[]) =>
  Object.fromEntries(
    statuses.map((status) => [
      String(status),
      {
        description: reasons[status] ?? "",
        content: { "application/problem+json": { schema: reference("Problem") } },
      },
    ]),
  );

const reasons: Record<number, string> = {
  400: "參數、JSON 或 Idempotency-Key 不正確 Malformed query, JSON or key",
  401: "沒有有效的權杖 No live token",
  403: "權杖或權限不許 Refused to this token or person; `code` says why",
  404: "沒有這個案件或同仁 No such case or person",
  406: "只能以 JSON 回答 Only JSON can be given",
  409: "與目前狀態衝突；`first` 說明是誰先做的 Conflicts with the present state; `first` names who was first",
  415: "內容須為 JSON The content must be JSON",
  422: "欄位不正確，或同一個 Idempotency-Key 配上不同內容 Fields are wrong, or the key came with another content",
};

const number = {
  name: "number",
  in: "path",
  required: true,
  schema: { type: "string", examples: ["R1151123-0042"] },
  description: "案號",
};
const idempotencyKey = {
  name: "Idempotency-Key",
  in: "header",
  schema: { type: "string", minLength: 8, maxLength: 128 },
  description:
    "同一動作重送時用同一個：只做一次，回答相同（48 小時）。Sent again with the same key, an act is done once and answers the same, for 48 hours.",
};
const replayed = {
  "Idempotency-Replayed": {
    schema: { type: "string", enum: ["true"] },
    description: "先前已做過 It had been done before",
  },
};
const token = (scope: (typeof scopes)[number]) => [{ bearer: [scope] }];

/**
 * The OpenAPI 3.1 document of the API, made from the schemas that the routes parse with.
 *
 * @param site the origin of the site
 */
export function openApiDocument(site: string) {
  return {
    openapi: "3.1.0",
    info: {
      title: "登入協助服務臺 Recovery Desk",
      version: "1",
      description:
        "案件與同仁的介面。權杖屬於一個人，受此人的一切規則約束；錯誤以 RFC 9457 問題文件回答，語言依 Accept-Language。" +
        "Tickets and people. A token belongs to a person and stands under all of that person's rules; errors are RFC 9457 problem documents in the language of Accept-Language.",
    },
    servers: [{ url: site }],
    paths: {
      "/api/v1/tickets": {
        get: {
          operationId: "listTickets",
          summary: "列出一個檢視的案件 Lists one view",
          security: token("tickets:read"),
          parameters: parametersOf(listQuery),
          responses: {
            200: answerOf("TicketList", "一頁案件，下一頁見 Link 標頭 One page; the Link header leads on"),
            ...problems(400, 401, 403, 406),
          },
        },
        post: {
          operationId: "openTicket",
          summary: "人事單位或客服起案 Opens a case, as HR or as an agent",
          security: token("tickets:act"),
          parameters: [idempotencyKey],
          requestBody: bodyOf("NewTicket"),
          responses: {
            201: answerOf("Outcome", "已起案 Opened", replayed),
            ...problems(400, 401, 403, 404, 406, 409, 415, 422),
          },
        },
      },
      "/api/v1/tickets/{number}": {
        get: {
          operationId: "readTicket",
          summary: "一件案件，與此刻可做的事 One case, with what may be done now",
          security: token("tickets:read"),
          parameters: [number],
          responses: { 200: answerOf("Ticket", "案件 The case"), ...problems(401, 403, 404, 406) },
        },
      },
      "/api/v1/tickets/{number}/events": {
        post: {
          operationId: "actOnTicket",
          summary: "在案件上做一件事 Acts on a case",
          security: token("tickets:act"),
          parameters: [number, idempotencyKey],
          requestBody: bodyOf("Event"),
          responses: {
            200: answerOf("Outcome", "已完成 Done", replayed),
            ...problems(400, 401, 403, 404, 406, 409, 415, 422),
          },
        },
      },
      "/api/v1/people": {
        get: {
          operationId: "lookPeopleUp",
          summary: "查詢同仁（會留下紀錄） Looks people up, on record",
          security: token("people:read"),
          parameters: parametersOf(peopleQuery),
          responses: {
            200: answerOf("PeopleFound", "符合的同仁 Who matches"),
            ...problems(400, 401, 403, 406),
          },
        },
      },
      "/api/v1/card-visits": {
        post: {
          operationId: "beginWithCard",
          summary:
            "以機關憑證開始，取得要簽章的內容 Begins with an agency's card, which then signs the content",
          security: [],
          requestBody: bodyOf("NewCardVisit"),
          responses: {
            201: answerOf("CardVisit", "已起案 Opened"),
            ...problems(400, 406, 415, 422),
          },
        },
      },
      "/api/v1/card-visits/acts": {
        post: {
          operationId: "actWithCard",
          summary: "機關憑證的一步；簽章不符或不在該機關者拒絕 One step of the card",
          security: [{ cardVisit: [] }],
          requestBody: bodyOf("CardAct"),
          responses: {
            200: answerOf("CardVisit", "已完成 Done"),
            ...problems(400, 401, 403, 404, 406, 409, 415, 422),
          },
        },
      },
    },
    components: {
      schemas: { ...schemasOf(sent, "input"), ...schemasOf(given, "output") },
      securitySchemes: {
        cardVisit: {
          type: "http",
          scheme: "bearer",
          description: "上一步回答的 visit；每個挑戰內容只能用一次 The visit of the answer before",
        },
        bearer: {
          type: "http",
          scheme: "bearer",
          description: `desk user token；範圍 scopes: ${scopes.join(", ")}`,
        },
      },
    },
  };
}

function schemasOf(schemas: Record<string, z.ZodType>, io: "input" | "output") {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, bare(schema, io)]));
}

function parametersOf(query: z.ZodObject) {
  const { properties = {}, required = [] } = bare(query, "input");
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  }));
}

/** A schema without its dialect, which is the document's own. */
function bare(schema: z.ZodType, io: "input" | "output") {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: "draft-2020-12", io });
  return rest;
}
