import { page } from "../web/access";
import { problem } from "../web/refusals/problem";

/** Addresses of the API that lead nowhere. */
const answer = page({ as: "everybody" }, ({ request, context }) =>
  problem(request, context, {
    status: 404,
    code: "not-found",
    title: { zh: "沒有這個位址", en: "There is no such address" },
    detail: { zh: "可用的位址見 /api/v1/openapi.json。", en: "The addresses are in /api/v1/openapi.json." },
  }),
);

export const loader = answer;
export const action = answer;
