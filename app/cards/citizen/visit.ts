import { redirect, type AppLoadContext } from "@remix-run/node";
import { z } from "zod";
import {
  standingOf,
  type CitizenStanding,
  type CitizenVisit,
} from "../../../workflows/cards/citizen/citizen-desk";
import { ownPath } from "../../web/own-path";
import { sealedCookie } from "../../web/sealed-cookie";
import { openedSessionCookie } from "../../web/session";

/** What this browser carries through a sign-in by card. */
export interface CitizenCookie extends CitizenVisit {
  /** Where to go after the sign-in. */
  next: string;
  /** The account named last, for a request for help. */
  login: string;
}

/** The pre-session of whoever comes with a citizen's card, who is nobody yet. */
export const citizenCookie = sealedCookie<CitizenCookie>(
  "citizen-card",
  z.object({ token: z.string(), next: z.string(), login: z.string().max(100) }),
  30,
);

/** Where each standing is told; `why` of a card that was refused and may be tried again is nowhere else. */
export function placeOf(standing: CitizenStanding, next: string): string {
  switch (standing.state) {
    case "none":
    case "expired":
      return "/certificate/refused?why=expired";
    case "challenge":
      return standing.why === null ? "/" : `/certificate/refused?why=${encodeURIComponent(standing.why)}`;
    case "identify":
      return "/certificate/identify";
    case "waiting":
      return "/certificate/waiting";
    case "refused":
      return "/certificate/refused";
    case "signedIn":
      return next === "/" ? "/identity" : `/identity?next=${encodeURIComponent(ownPath(next))}`;
  }
}

/** The headers with which a standing is answered: the session that it opened, and the visit that is over then. */
export async function headersOf(
  request: Request,
  context: AppLoadContext,
  standing: CitizenStanding,
): Promise<Headers> {
  const headers = new Headers();
  if (standing.state !== "signedIn" || standing.token === null) return headers;
  headers.append("Set-Cookie", await openedSessionCookie(request, context, standing.token));
  headers.append("Set-Cookie", citizenCookie.forget());
  return headers;
}

/**
 * The visit of this browser, where it stands at this place.
 *
 * @throws a redirect to where it stands otherwise
 */
export async function requireStandingAt(
  request: Request,
  context: AppLoadContext,
  state: "identify" | "waiting",
): Promise<{ visit: CitizenCookie; standing: Exclude<CitizenStanding, { state: "none" }> }> {
  const visit = citizenCookie.read(request, context);
  if (!visit) throw redirect(placeOf({ state: "none" }, "/"), 303);
  const standing = await standingOf(context.card, visit);
  if (standing.state === state) return { visit, standing };
  throw redirect(placeOf(standing, visit.next), {
    status: 303,
    headers: await headersOf(request, context, standing),
  });
}
