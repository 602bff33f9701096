import { proveCitizen } from "../../../workflows/cards/citizen/citizen-desk";
import { answer, readReply } from "../../ui/card-reader/card-visit";
import { citizenCookie, headersOf, placeOf } from "./visit";
import { page } from "../../web/access";

/** The card's signature: leads to 身分驗證, to the question whose account it is, or to why not. */
export const action = page({ as: "everybody" }, async ({ request, context }) => {
  const reply = await readReply(request);
  const visit = citizenCookie.read(request, context);
  if (!visit) return answer({ next: placeOf({ state: "none" }, "/") }, { status: 403 });
  const standing = await proveCitizen(context.card, visit, reply);
  const refused = standing.state === "challenge" || standing.state === "refused";
  return answer(
    { next: placeOf(standing, visit.next) },
    { status: refused ? 403 : 200, headers: await headersOf(request, context, standing) },
  );
});
