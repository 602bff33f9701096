import type { LoaderFunctionArgs } from "@remix-run/node";
import { json } from "./endpoint";
import { problem } from "../web/problem";
import { isRefusalCode, wordsOfCode } from "../../workflows/desk/refusal-words";

/** What the type URI of a problem leads to: the desk's words for a refusal, in both languages. */
export function loader({ request, context, params }: LoaderFunctionArgs): Response {
  const code = params.code ?? "";
  if (isRefusalCode(code)) return json({ code, ...wordsOfCode(code) });
  return problem(request, context, {
    status: 404,
    code: "not-found",
    title: { zh: "這個代碼沒有更多說明", en: "There is nothing more to say of this code" },
  });
}
