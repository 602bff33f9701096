import type { DeskRefusalCode } from "../../workflows/desk/refusal";
import { refusalWords } from "../../workflows/desk/refusal-words";
import type { Refusal } from "./refusal";

/** Why a button is shut, in the words in which the act would be refused. */
export function whyShut(code: string): Refusal {
  return { code, ...refusalWords({ code: code as DeskRefusalCode, first: null }) };
}
