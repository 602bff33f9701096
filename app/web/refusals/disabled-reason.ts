import type { DeskRefusalCode } from "../../../workflows/desk/refusal";
import { wordsOfCode } from "../../../workflows/desk/refusal-words";
import type { Refusal } from "./refusal";

/** Why a button is disabled, in the words in which the act would be refused. */
export function disabledReason(code: string): Refusal {
  return { code, ...wordsOfCode(code as DeskRefusalCode) };
}
