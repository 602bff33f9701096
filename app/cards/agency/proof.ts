import type { ActionFunctionArgs } from "@remix-run/node";
import { proveCard } from "../../../workflows/cards/agency/card-desk";
import { answering, readReply, verdictAnswer } from "../../ui/card-reader/card-visit";

/** The first signature: the card is there. */
export async function action({ request, context }: ActionFunctionArgs) {
  const reply = await readReply(request);
  return answering(request, context, async (visit) =>
    verdictAnswer(await proveCard(context.card, visit, reply), "/agency-card/people"),
  );
}
