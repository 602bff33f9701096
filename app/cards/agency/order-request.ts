import { orderChallenge } from "../../../workflows/cards/agency/order";
import { answer, answering } from "../../ui/card-reader/card-visit";
import { page } from "../../web/access";
import { readPreferences } from "../../web/preferences";
import { readForm } from "../../web/form-fields";

/** The order that the card is to sign, with the sentence its keeper reads. */
export const action = page({ as: "everybody" }, async ({ request, context }) => {
  const { locale } = readPreferences(request.headers);
  const disableOldPassword = (await readForm(request)).get("disable-old") === "on";
  return answering(request, context, async (visit) =>
    answer({ wish: await orderChallenge(context.card, visit, { disableOldPassword, locale }) }),
  );
});
