import { redirect } from "@remix-run/node";
import { page } from "../web/access";
import { endedSessionCookie, sessionToken } from "../web/session";

/** 登出: ends the session here and forgets it in the browser. */
export const action = page({ as: "everybody" }, async ({ request, context }) => {
  const token = await sessionToken(request);
  if (token) await context.signIn.signOut(token);
  return redirect("/", { status: 303, headers: { "Set-Cookie": await endedSessionCookie() } });
});

export const loader = page({ as: "everybody" }, () => {
  return redirect("/");
});
