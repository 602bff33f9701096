import type { AppLoadContext } from "@remix-run/node";
import { z } from "zod";
import type { Shown } from "../../workflows/sign-in/known-browsers";
import { sealedCookie } from "./sealed-cookie";
import { statusLinkToken } from "./session";

/** So many people may sign in from one browser and be known there; the one who has not come for longest is forgotten. */
const most = 8;

/** As long as browsers keep a cookie at all. What it opens ends sooner, with its row in the database. */
const minutes = 400 * 24 * 60;

const knownBrowser = sealedCookie(
  "known",
  z.array(z.object({ person: z.string(), token: z.string() })).max(most),
  minutes,
);

/** The `Set-Cookie` value by which this browser is known to one more person, or anew to one who was. */
export function knownBrowserCookie(
  request: Request,
  context: AppLoadContext,
  { personId, browser }: { personId: string; browser: string },
): string {
  const others = (knownBrowser.read(request, context) ?? []).filter(({ person }) => person !== personId);
  return knownBrowser.keep(context, [{ person: personId, token: browser }, ...others].slice(0, most));
}

/** The token by which this browser is known to a person, if it is. */
export function knownBrowserOf(
  request: Request,
  context: AppLoadContext,
  personId: string,
): string | undefined {
  return knownBrowser.read(request, context)?.find(({ person }) => person === personId)?.token;
}

/** What this browser keeps from before that lets its owner try although others have paused the account. */
export async function shownBy(request: Request, context: AppLoadContext): Promise<Shown> {
  return {
    browsers: (knownBrowser.read(request, context) ?? []).map(({ token }) => token),
    statusLink: await statusLinkToken(request),
  };
}
