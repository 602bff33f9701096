import { page } from "../web/access";
import { framedMail, mailDocument, messageOf } from "../web/demo-mailbox";

/** The HTML of a mail for the frame around it, under a policy that lets nothing in it run or load. */
export const loader = page({ as: "everybody" }, ({ params, context }) => {
  const message = messageOf(context, params.id);
  context.replaceHeaders(framedMail);
  return new Response(mailDocument(message), {
    headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" },
  });
});
