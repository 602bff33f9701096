import type { AppLoadContext } from "@remix-run/node";
import type { Refusal as DeskRefusal } from "../../../workflows/desk/refusal";
import { refusalWords } from "../../../workflows/desk/refusal-words";
import type { TooBusy } from "../../../accounts/passwords/concurrency-limit";
import type { FieldProblem } from "./field-problems";
import { readPreferences } from "../preferences";
import { statusOf } from "./status-of";
import { notReached } from "./not-reached";
import { tooBusyRefusal, tooBusyStatus } from "./too-busy";

interface InBoth {
  zh: string;
  en: string;
}

/** What the API says of a call that it does not carry out. */
export interface Problem {
  /** A 4xx or 5xx status. */
  status: number;
  /** For programs, such as `not-now`; the last part of the type URI. */
  code: string;
  title: InBoth;
  detail?: InBoth;
  errors?: FieldProblem[];
  headers?: Record<string, string>;
  /** Members of this problem type besides the standard's, such as who was first. */
  more?: Record<string, unknown>;
}

/** Where a problem arose: the origin of the site, and the number of the request. */
interface Place {
  appUrl: string;
  requestId: string;
}

/**
 * Writes a problem document (RFC 9457) in the language of `Accept-Language`, with the headers it is sent with. Its type
 * URI leads to the words for the code in both languages.
 */
export function writeProblem(
  asked: Headers,
  { appUrl, requestId }: Place,
  { status, code, title, detail, errors, headers, more }: Problem,
): { text: string; headers: Record<string, string> } {
  const { locale } = readPreferences(asked);
  const say = (words: InBoth) => (locale === "en" ? words.en : words.zh);
  const document = {
    type: `${appUrl}/api/v1/problems/${code}`,
    title: say(title),
    status,
    ...(detail && { detail: say(detail) }),
    instance: `urn:request:${requestId}`,
    code,
    ...(errors && {
      errors: errors.map((one) => ({
        name: one.name,
        pointer: one.pointer,
        code: one.code,
        detail: say(one.message),
        remedy: say(one.remedy),
      })),
    }),
    ...more,
  };
  return {
    text: JSON.stringify(document),
    headers: {
      "Content-Type": "application/problem+json",
      "Content-Language": locale,
      "Cache-Control": "no-store",
      Vary: "Accept-Language",
      ...headers,
    },
  };
}

/** Answers with a problem document; throw it, or return it. */
export function problem(
  request: Request,
  { environment, requestId }: Pick<AppLoadContext, "environment" | "requestId">,
  described: Problem,
): Response {
  const place = { appUrl: environment.appUrl, requestId };
  const { text, headers } = writeProblem(request.headers, place, described);
  return new Response(text, { status: described.status, headers });
}

/** Turned away because too many wait already. */
export function problemOfTooBusy(error: TooBusy): Problem {
  const { code, message, remedy } = tooBusyRefusal(error);
  return {
    status: tooBusyStatus(error),
    code,
    title: message,
    ...(remedy && { detail: remedy }),
    headers: { "Retry-After": "60" },
  };
}

/** The database is away: the same call under the same `Idempotency-Key` is done once, whatever became of this one. */
export function problemOfNotReached(error: unknown, context: AppLoadContext): Problem {
  const { code, message } = notReached(error, context);
  return {
    status: 503,
    code,
    title: message,
    detail: {
      zh: "請稍候，再以同一個 Idempotency-Key 送出一次，不會重複辦理。",
      en: "Wait and send it again under the same Idempotency-Key: nothing is done twice.",
    },
    headers: { "Retry-After": "10" },
  };
}

/** A refusal of the desk as a problem: its own code, its words, and who was first where an act came too late. */
export function problemOfRefusal(refusal: DeskRefusal, more: Record<string, unknown> = {}): Problem {
  const { message, remedy } = refusalWords(refusal);
  const { first } = refusal.detail;
  return {
    status: statusOf(refusal),
    code: refusal.code,
    title: message,
    ...(remedy && { detail: remedy }),
    ...(refusal.code === "busy" && { headers: { "Retry-After": "1" } }),
    more: {
      ...more,
      ...(first && {
        first: { act: first.type, by: { kind: first.actorKind, name: first.actorName }, at: first.at },
      }),
    },
  };
}
