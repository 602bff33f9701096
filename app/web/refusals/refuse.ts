import { data } from "@remix-run/node";
import { notFoundText, type Refusal } from "./refusal";

/**
 * Makes the answer to a request that is refused; throw it in a loader or an action. The page shows message and remedy.
 *
 * @param status a 4xx status
 */
export function refusal(status: number, body: Refusal, headers?: HeadersInit) {
  return data({ refusal: body }, { status, headers });
}

/** Makes the answer to an address that leads nowhere; throw it. */
export function notFound() {
  return refusal(404, notFoundText);
}
