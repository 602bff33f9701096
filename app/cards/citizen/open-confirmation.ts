import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { bindingIdOf } from "../../../workflows/cards/citizen/binding-letters";
import { bindingLinkCookie } from "./binding-link";

/** Takes the mailed link's token out of the address at once: it goes on in a cookie that only this server reads. */
export function loader({ params, context }: LoaderFunctionArgs) {
  const id = bindingIdOf(context.secrets, params.token ?? "");
  const headers = {
    "Set-Cookie": id === null ? bindingLinkCookie.forget() : bindingLinkCookie.keep(context, { id }),
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
  };
  return redirect("/certificate/confirm", { status: 303, headers });
}
