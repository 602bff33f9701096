import { withoutUnseenIn } from "../../language/typed-text";
import type { AppLoadContext, LoaderFunctionArgs } from "@remix-run/node";
import Negotiator from "negotiator";
import type { z } from "zod";
import type { Scope } from "../../accounts/access/api-tokens";
import type { Outcome } from "../../workflows/desk/desk";
import { onceOnly, type Idempotency } from "../../workflows/desk/idempotency";
import { isTooBusy } from "../../accounts/passwords/concurrency-limit";
import { isNotReached } from "../../db/database-refused";
import { isRefusal } from "../../workflows/desk/refusal";
import { loggedPath } from "../web/logged-path";
import type { Declared } from "../web/access";
import { callerOf, type Caller } from "./bearer";
import { fieldProblems, type FieldProblem } from "../web/refusals/field-problems";
import {
  problem,
  problemOfNotReached,
  problemOfRefusal,
  problemOfTooBusy,
  type Problem,
} from "../web/refusals/problem";

/** A call of the API by whoever it may be. */
export interface OpenCall {
  request: Request;
  context: AppLoadContext;
  params: Record<string, string | undefined>;
}

/** One authorised call of the API. */
export interface Call extends OpenCall {
  caller: Caller;
}

/** `open`: authorised by something else than a person's token, such as what a card signs. */
type Method =
  | { scope: Scope; handle: (call: Call) => Promise<Response> }
  | { scope: "open"; handle: (call: OpenCall) => Promise<Response> };

/**
 * Declares what an address of the API answers to. Serves as loader and as action: method, `Accept` and token are judged
 * here, and whatever is refused or goes wrong leaves as a problem document.
 */
export function endpoint(methods: { GET?: Method; POST?: Method }) {
  const allow = [...(methods.GET ? ["GET", "HEAD"] : []), ...(methods.POST ? ["POST"] : []), "OPTIONS"].join(
    ", ",
  );
  const answer = async ({ request, context, params }: LoaderFunctionArgs): Promise<Response> => {
    const method =
      request.method === "HEAD" || request.method === "GET"
        ? methods.GET
        : request.method === "POST"
          ? methods.POST
          : undefined;
    try {
      if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: { Allow: allow } });
      if (!method) throw problem(request, context, { ...methodNotAllowed, headers: { Allow: allow } });
      if (!acceptsJson(request)) throw problem(request, context, notAcceptable);
      const call = { request, context, params };
      if (method.scope === "open") return await method.handle(call);
      return await method.handle({ ...call, caller: await callerOf(request, context, method.scope) });
    } catch (error) {
      if (error instanceof Response) return error;
      if (isRefusal(error)) return problem(request, context, problemOfRefusal(error));
      if (isTooBusy(error)) return problem(request, context, problemOfTooBusy(error));
      if (isNotReached(error)) return problem(request, context, problemOfNotReached(error, context));
      context.log.error(
        {
          err: error,
          requestId: context.requestId,
          method: request.method,
          path: loggedPath(new URL(request.url).pathname),
        },
        "unforeseen",
      );
      return problem(request, context, unforeseen(context.requestId));
    }
  };
  const open = Object.values(methods).every(({ scope }) => scope === "open");
  return Object.assign(answer, { access: open ? "everybody" : "api-token" } satisfies Declared);
}

/** Answers JSON that nobody keeps. */
export function json(
  body: unknown,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/json", "Cache-Control": "no-store", ...headers },
  });
}

/**
 * The body of a call, as its schema gives it.
 *
 * @throws a problem: 415 for another type, 400 for what is no JSON, 422 naming every wrong field
 */
export async function readBody<T>({ request, context }: OpenCall, schema: z.ZodType<T>): Promise<T> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get("Content-Type") ?? "")) {
    throw problem(request, context, { ...unsupported, headers: { "Accept-Post": "application/json" } });
  }
  let body: unknown;
  try {
    body = withoutUnseenIn(JSON.parse(await request.text()));
  } catch {
    throw problem(request, context, malformed);
  }
  return parsed({ request, context }, schema, body, 422);
}

/** @throws a problem 400 naming every wrong parameter */
export function readQuery<T>(
  { request, context }: Pick<OpenCall, "request" | "context">,
  schema: z.ZodType<T>,
): T {
  return parsed({ request, context }, schema, Object.fromEntries(new URL(request.url).searchParams), 400);
}

/** @throws a problem naming these fields */
export function refuseFields(
  { request, context }: Pick<OpenCall, "request" | "context">,
  status: 400 | 422,
  errors: FieldProblem[],
): never {
  throw problem(request, context, {
    status,
    code: "fields-invalid",
    title: {
      zh: `有 ${errors.length} 個欄位不正確，未執行`,
      en: `Nothing was done: ${errors.length} ${errors.length === 1 ? "field is" : "fields are"} wrong`,
    },
    errors,
  });
}

/**
 * The idempotency of a call, if it has a key: the same key with the same content does the act once.
 *
 * @throws a problem 400 for a key that is none
 */
export function idempotencyOf({ request, context }: Call, body: unknown): Idempotency | undefined {
  const header = request.headers.get("Idempotency-Key");
  if (header === null) return undefined;
  const key = /^"?([\x21\x23-\x7e]{8,128})"?$/.exec(header.trim())?.[1];
  if (key === undefined) throw problem(request, context, badKey);
  const route = `${request.method} ${new URL(request.url).pathname}`;
  return onceOnly(context.secrets, { route, key }, body);
}

/** What an act answers; a repeat answers the same and is marked by a header alone. */
export function outcomeAnswer(
  { number, state, version, replayed }: Outcome,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): Response {
  return json(
    { number, state, version },
    { status, headers: { ...headers, ...(replayed && { "Idempotency-Replayed": "true" }) } },
  );
}

function parsed<T>(
  call: Pick<OpenCall, "request" | "context">,
  schema: z.ZodType<T>,
  given: unknown,
  status: 400 | 422,
): T {
  const result = schema.safeParse(given, { reportInput: true });
  return result.success ? result.data : refuseFields(call, status, fieldProblems(result.error));
}

/** Whether `Accept` (RFC 9110, 12.5.1) lets JSON through; without one, everything is welcome. */
function acceptsJson(request: Request): boolean {
  const negotiator = new Negotiator({ headers: { accept: request.headers.get("Accept") || undefined } });
  return negotiator.mediaType(["application/json", "application/json; charset=utf-8"]) !== undefined;
}

const methodNotAllowed: Problem = {
  status: 405,
  code: "method-not-allowed",
  title: { zh: "此位址不接受這個方法", en: "This address does not take this method" },
  detail: { zh: "可用的方法見 Allow 標頭。", en: "The Allow header lists those it takes." },
};

const notAcceptable: Problem = {
  status: 406,
  code: "not-acceptable",
  title: { zh: "只能以 JSON 回答", en: "The answer can only be JSON" },
  detail: { zh: "請於 Accept 標頭接受 application/json。", en: "Accept application/json." },
};

const unsupported: Problem = {
  status: 415,
  code: "unsupported-media-type",
  title: { zh: "內容須為 JSON", en: "The content must be JSON" },
  detail: {
    zh: "請以 Content-Type: application/json 送出。",
    en: "Send it as Content-Type: application/json.",
  },
};

const malformed: Problem = {
  status: 400,
  code: "malformed-json",
  title: { zh: "內容不是正確的 JSON", en: "The content is not well-formed JSON" },
};

const badKey: Problem = {
  status: 400,
  code: "idempotency-key-invalid",
  title: { zh: "Idempotency-Key 不正確", en: "The Idempotency-Key is malformed" },
  detail: {
    zh: "請用 8 到 128 個可見字元，例如 UUID；同一動作重送時用同一個。",
    en: "Use 8 to 128 visible characters, such as a UUID; the same one when the same act is sent again.",
  },
};

const unforeseen = (requestId: string): Problem => ({
  status: 500,
  code: "unforeseen",
  title: { zh: "系統發生問題", en: "Something went wrong here" },
  detail: {
    zh: `請洽客服並告知代碼 ${requestId}。`,
    en: `Please tell the helpdesk this number: ${requestId}.`,
  },
});
