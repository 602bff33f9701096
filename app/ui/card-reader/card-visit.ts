import { redirect } from "@remix-run/node";
import { z } from "zod";
import type { CardVisit } from "../../../workflows/cards/agency/visit";
import type { CardReply } from "../../../workflows/cards/card-verdict";
import type { CardAnswer } from "../../../workflows/cards/agency/card-desk";
import { isRefusal } from "../../../workflows/desk/refusal";
import type { AppLoadContext } from "@remix-run/node";
import type { DeskAnswer } from "./card-signing";
import { sealedCookie, sealedValue } from "../../web/sealed-cookie";
import { statusOf } from "../../web/refusals/status-of";
import { readForm } from "../../web/form-fields";

const visitSchema = z.object({
  token: z.string(),
  ticketId: z.string(),
  keeper: z.object({ name: z.string(), title: z.string(), extension: z.string() }),
});

/** The same for a program that holds the card: it bears the visit as a token. */
export const sealedVisit = sealedValue<CardVisit>("agency-card-api", visitSchema, 60);

/** The pre-session of whoever comes with an agency's card, who is not signed in; sealed, so that it names no other case. */
export const visitCookie = sealedCookie<CardVisit>("agency-card", visitSchema, 60);

/** @throws a redirect to the start where this browser has none, or it has run out */
export function requireVisit(request: Request, context: AppLoadContext): CardVisit {
  const visit = visitCookie.read(request, context);
  if (!visit) throw redirect("/agency-card", 303);
  return visit;
}

/** The answer to a page's script. */
export function answer(body: DeskAnswer, init?: { status?: number; headers?: HeadersInit }): Response {
  return Response.json(body, init);
}

/** Where a refusal is told, with the ways on. */
export const refusedPage = (code: string): string => `/agency-card/refused?why=${encodeURIComponent(code)}`;

/** Runs what the page's script asked for in its visit; a refusal of the desk leads to its own page. */
export async function answering(
  request: Request,
  context: AppLoadContext,
  run: (visit: CardVisit) => Promise<Response>,
): Promise<Response> {
  const visit = visitCookie.read(request, context);
  if (!visit) return answer({ next: "/agency-card" }, { status: 403 });
  try {
    return await run(visit);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return answer({ next: refusedPage(error.code) }, { status: statusOf(error) });
  }
}

/** Where a signature leads: on, or to the page of its refusal. */
export function verdictAnswer(verdict: CardAnswer, next: string): Response {
  return verdict.accepted ? answer({ next }) : answer({ next: refusedPage(verdict.code) }, { status: 403 });
}

const replySchema = z.object({ nonce: z.string().min(1).max(100), cms: z.string().max(120_000) });

/** The signature as the page's script sends it; bytes that are none are for the verdict to refuse. */
export async function readReply(request: Request): Promise<CardReply> {
  const read = replySchema.safeParse(Object.fromEntries(await readForm(request)));
  const { nonce, cms } = read.data ?? { nonce: "", cms: "" };
  return { nonce, cms: Buffer.from(cms, "base64") };
}
