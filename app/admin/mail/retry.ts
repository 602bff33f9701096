import { redirect } from "@remix-run/node";
import { retryMail } from "../../../workflows/mail/out/retry";
import { page } from "../../web/access";

/** Has a mail tried again now; doing so twice is doing so once. */
export const action = page({ as: "administrator" }, async ({ visitor: { actor }, params, context }) => {
  const done = await retryMail(context, params.id ?? "", actor);
  return redirect(`/admin/mail?done=${done}`, 303);
});

export const loader = page({ as: "everybody" }, () => {
  return redirect("/admin/mail");
});
