import { redirect } from "@remix-run/node";
import { passwordLink } from "./link-visit";
import { page } from "../web/access";

/**
 * Turns a one-time link into a cookie at once, so that its token leaves the address the history and every referrer.
 * Nothing is used up: a mail scanner that follows the link leaves it as it was.
 */
export const loader = page({ as: "everybody" }, ({ params, context }) => {
  context.replaceHeaders({ "Referrer-Policy": "no-referrer" });
  return redirect("/password-link", {
    status: 303,
    headers: {
      "Set-Cookie": passwordLink.keep(context, (params.token ?? "").slice(0, 100)),
      "Cache-Control": "no-store",
    },
  });
});
