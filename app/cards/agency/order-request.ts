import type { ActionFunctionArgs } from "@remix-run/node";
import { orderChallenge } from "../../../workflows/cards/agency/order";
import { answer, answering } from "../../ui/card-reader/card-visit";
import { readPreferences } from "../../web/preferences";

/** The order that the card is to sign, with the sentence its keeper reads. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { locale } = readPreferences(request.headers);
  const disableOldPassword = (await request.formData()).get("disable-old") === "on";
  return answering(request, context, async (visit) =>
    answer({ wish: await orderChallenge(context.card, visit, { disableOldPassword, locale }) }),
  );
}
