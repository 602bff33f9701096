import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { endedSessionCookie, sessionToken } from "../web/session";

/** 登出: ends the session here and forgets it in the browser. */
export async function action({ request, context }: ActionFunctionArgs) {
  const token = await sessionToken(request);
  if (token) await context.signIn.signOut(token);
  return redirect("/", { status: 303, headers: { "Set-Cookie": await endedSessionCookie() } });
}

export function loader() {
  return redirect("/");
}
