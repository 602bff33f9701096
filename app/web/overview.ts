import type { AppLoadContext } from "@remix-run/node";
import type { Overview } from "../../db/standby/overview";

/** A page and the frame around it look at one and the same: chosen once for a request. */
const chosen = new WeakMap<AppLoadContext, Promise<Overview>>();

/** What lists, counts and finds, for the person who sent the request of this context; it decides nothing. */
export function overviewOf(context: AppLoadContext, personId: string): Promise<Overview> {
  const known = chosen.get(context);
  if (known) return known;
  const overview = context.store.overviewFor(personId);
  chosen.set(context, overview);
  return overview;
}
