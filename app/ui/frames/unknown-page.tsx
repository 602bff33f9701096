import { page } from "../../web/access";
import { notFound } from "../../web/refuse";

/** An address in an area that leads nowhere. */
export const loader = page({ as: "everybody" }, () => {
  throw notFound();
});

export const action = loader;

export default function UnknownPage() {
  return null;
}
