import type { Locale } from "../../language/locale";
import { isRefusal, deskError, type Refusal } from "../../workflows/desk/refusal";
import type { Visitor } from "../ui/frames/visitor-bar";
import { hrText } from "./hr.text";
import { pageRefusal } from "../web/form-actions";
import type { Services } from "../../services/services";
import { refusal } from "../web/refuse";
import { visitorNavigation } from "../ui/frames/navigation";
import { requireRole, requireVisitor, type SignedIn } from "../web/session";
import { statusOf } from "../web/status-of";

export type HrSection = "pending" | "people" | "delegations";

/** @throws a refusal 403 unless the visitor is HR; whoever's delegation has run out is told that. */
export async function requireHr(request: Request, context: Services): Promise<SignedIn> {
  const visitor = await requireVisitor(request, context);
  const { roles, person } = visitor;
  if (roles.includes("hr-supervisor") || roles.includes("hr-staff")) return visitor;
  const delegations = await context.store.people.delegationsTo(person.id);
  if (delegations.length > 0) throw thrown(deskError("delegation-expired"));
  return requireRole(request, context, "hr-supervisor", "hr-staff");
}

/** Runs something for a page; a refusal of the desk becomes the page of that refusal. */
export async function orRefusalPage<T>(run: Promise<T>): Promise<T> {
  try {
    return await run;
  } catch (error) {
    if (isRefusal(error)) throw thrown(error);
    throw error;
  }
}

const thrown = (error: Refusal) => refusal(statusOf(error), pageRefusal(error));

/** The bar above HR's pages: everybody's, with HR's sections spread out. */
export function hrBar(visitor: SignedIn, locale: Locale, current: HrSection | null): Visitor {
  const text = hrText(locale);
  const bar = visitorNavigation(visitor, locale, "");
  const link = (name: HrSection, to: string) => ({ to, label: text[name], current: name === current });
  const links = [
    link("pending", "/hr"),
    link("people", "/hr/people"),
    link("delegations", "/hr/delegations"),
  ];
  return { ...bar, links: bar.links.flatMap((one) => (one.to === "/hr" ? links : one)) };
}
