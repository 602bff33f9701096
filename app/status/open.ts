import { redirect } from "@remix-run/node";
import { page } from "../web/access";
import { statusLinkCookie } from "../web/session";

/**
 * Turns a status link into a cookie at once, so that its token leaves the address the history and every referrer. Only
 * this answer says `no-referrer`: on a page with forms it would make their origin `null`, which is refused.
 */
export const loader = page({ as: "everybody" }, async ({ params, context }) => {
  context.replaceHeaders({ "Referrer-Policy": "no-referrer" });
  return redirect("/status", {
    status: 303,
    headers: {
      "Set-Cookie": await statusLinkCookie((params.token ?? "").slice(0, 100)),
      "Cache-Control": "no-store",
    },
  });
});
