import { json } from "./endpoint";

/** The process lives and answers. Asks nothing else: whether it can work says /readyz. */
export function loader(): Response {
  return json({ status: "ok" });
}
