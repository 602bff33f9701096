import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { retryMail } from "../../../workflows/mail/out/retry";
import { requireRole } from "../../web/session";

/** Has a mail tried again now; doing so twice is doing so once. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { actor } = await requireRole(request, context, "administrator");
  const done = await retryMail(context, params.id ?? "", actor);
  return redirect(`/admin/mail?done=${done}`, 303);
}

export function loader() {
  return redirect("/admin/mail");
}
