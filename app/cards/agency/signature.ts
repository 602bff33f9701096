import type { ActionFunctionArgs } from "@remix-run/node";
import { signOrder } from "../../../workflows/cards/agency/order";
import { answering, readReply, verdictAnswer } from "../../ui/card-reader/card-visit";

/** The second signature: the order. */
export async function action({ request, context }: ActionFunctionArgs) {
  const reply = await readReply(request);
  return answering(request, context, async (visit) =>
    verdictAnswer(await signOrder(context.card, visit, reply), "/agency-card/done"),
  );
}
