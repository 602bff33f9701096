import { proveCard } from "../../../workflows/cards/agency/card-desk";
import { answering, readReply, verdictAnswer } from "../../ui/card-reader/card-visit";
import { page } from "../../web/access";

/** The first signature: the card is there. */
export const action = page({ as: "everybody" }, async ({ request, context }) => {
  const reply = await readReply(request);
  return answering(request, context, async (visit) =>
    verdictAnswer(await proveCard(context.card, visit, reply), "/agency-card/people"),
  );
});
