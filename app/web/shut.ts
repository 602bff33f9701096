import type { DeskRefusalCode } from "../../workflows/refusal";
import { refusalWords } from "../../workflows/refusal-words";
import type { Refusal } from "./refusal";

/** Why a button is shut, in the words in which the act would be refused. */
export function whyShut(code: string): Refusal {
  return { code, ...refusalWords({ code: code as DeskRefusalCode, first: null }) };
}
