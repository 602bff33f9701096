import { redirect } from "@remix-run/node";
import { refreshLists } from "../../../workflows/trust/list-refresh";
import { page } from "../../web/access";

/** Fetches every list now; a second click does it once more, which harms nobody. */
export const action = page({ as: "administrator" }, async ({ visitor: { actor }, context }) => {
  const all = await refreshLists({ ...context, trust: context.card.trust }, actor);
  const failed = all.filter(({ done }) => done === "failed").length;
  return redirect(`/admin/trust?done=refreshed&taken=${all.length - failed}&failed=${failed}`, 303);
});

export const loader = page({ as: "everybody" }, () => {
  return redirect("/admin/trust");
});
