import { json } from "./endpoint";
import { page } from "../web/access";
import { problem } from "../web/refusals/problem";
import { isRefusalCode, wordsOfCode } from "../../workflows/desk/refusal-words";

/** What the type URI of a problem leads to: the desk's words for a refusal, in both languages. */
export const loader = page({ as: "everybody" }, ({ request, context, params }) => {
  const code = params.code ?? "";
  if (isRefusalCode(code)) return json({ code, ...wordsOfCode(code) });
  return problem(request, context, {
    status: 404,
    code: "not-found",
    title: { zh: "這個代碼沒有更多說明", en: "There is nothing more to say of this code" },
  });
});
