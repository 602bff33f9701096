import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { refreshLists } from "../../../workflows/trust/list-refresh";
import { requireRole } from "../../web/session";

/** Fetches every list now; a second click does it once more, which harms nobody. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { actor } = await requireRole(request, context, "administrator");
  const all = await refreshLists({ ...context, trust: context.card.trust }, actor);
  const failed = all.filter(({ done }) => done === "failed").length;
  return redirect(`/admin/trust?done=refreshed&taken=${all.length - failed}&failed=${failed}`, 303);
}

export function loader() {
  return redirect("/admin/trust");
}
