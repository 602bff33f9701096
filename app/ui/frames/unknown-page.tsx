import { page } from "../../web/access";
import { notFound } from "../../web/refusals/refuse";

/** An address in an area that leads nowhere. */
const answer = page({ as: "everybody" }, () => {
  throw notFound();
});

export const loader = answer;
export const action = answer;

export default function UnknownPage() {
  return null;
}
