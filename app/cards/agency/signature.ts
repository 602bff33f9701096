import { signOrder } from "../../../workflows/cards/agency/order";
import { answering, readReply, verdictAnswer } from "../../ui/card-reader/card-visit";
import { page } from "../../web/access";

/** The second signature: the order. */
export const action = page({ as: "everybody" }, async ({ request, context }) => {
  const reply = await readReply(request);
  return answering(request, context, async (visit) =>
    verdictAnswer(await signOrder(context.card, visit, reply), "/agency-card/done"),
  );
});
