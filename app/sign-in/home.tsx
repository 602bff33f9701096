import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { HomePage } from "./home-page";
import { homeFacts } from "./home-facts";
import { page } from "../web/access";
import { ownPath } from "../web/own-path";
import { sessionOf } from "../web/session";

export const handle = { interactive: true, card: true };

/** Whoever is signed in is led to their own home page, or to where they were sent away from. */
export const loader = page({ as: "everybody" }, async ({ request, context }) => {
  const next = ownPath(new URL(request.url).searchParams.get("next"));
  const session = await sessionOf(request, context);
  if (session)
    throw redirect(session.kind === "set-password" ? "/set-password" : next === "/" ? "/me" : next);
  return homeFacts(context, next);
});

export default function Home() {
  return <HomePage {...useLoaderData<typeof loader>()} />;
}
