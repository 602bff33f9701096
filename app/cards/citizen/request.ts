import { beginCitizenVisit, signInChallenge } from "../../../workflows/cards/citizen/citizen-desk";
import { answer } from "../../ui/card-reader/card-visit";
import { citizenCookie } from "./visit";
import { page } from "../../web/access";
import { fieldValue, readForm } from "../../web/form-fields";
import { ownPath } from "../../web/own-path";

/** What the citizen's card is to sign; begins a sign-in where this browser has none that waits for a card. */
export const action = page({ as: "everybody" }, async ({ request, context }) => {
  const next = ownPath(fieldValue(await readForm(request), "next", 500));
  const before = citizenCookie.read(request, context);
  const goesOn = before && (await signInChallenge(context.card, before));
  const visit = goesOn && before ? before : await beginCitizenVisit(context.card, context.address);
  const wish = goesOn ?? (await signInChallenge(context.card, visit));
  const kept = citizenCookie.keep(context, { token: visit.token, next, login: "" });
  return answer(wish ? { wish } : {}, { headers: { "Set-Cookie": kept } });
});
