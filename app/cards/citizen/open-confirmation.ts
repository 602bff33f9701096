import { redirect } from "@remix-run/node";
import { bindingIdOf } from "../../../workflows/cards/citizen/binding-letters";
import { bindingLinkCookie } from "./binding-link";
import { page } from "../../web/access";

/** Takes the mailed link's token out of the address at once: it goes on in a cookie that only this server reads. */
export const loader = page({ as: "everybody" }, ({ params, context }) => {
  const id = bindingIdOf(context.secrets, params.token ?? "");
  const headers = {
    "Set-Cookie": id === null ? bindingLinkCookie.forget() : bindingLinkCookie.keep(context, { id }),
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
  };
  return redirect("/certificate/confirm", { status: 303, headers });
});
