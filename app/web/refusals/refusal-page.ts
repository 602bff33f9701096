import type { Refusal as DeskRefusal } from "../../../workflows/desk/refusal";
import { refusalWords } from "../../../workflows/desk/refusal-words";
import type { Refusal } from "./refusal";
import { refusal } from "./refuse";
import { statusOf } from "./status-of";

/** A refusal of the desk as a page says it. */
export function pageRefusal(error: DeskRefusal): Refusal {
  return { code: error.code, ...refusalWords(error) };
}

/** Makes the answer of which a refusal of the desk is the whole page; throw it in a loader or an action. */
export function refusalPage(error: DeskRefusal) {
  return refusal(statusOf(error), pageRefusal(error));
}
