import type { AppLoadContext, LoaderFunctionArgs } from "@remix-run/node";
import type { RoleName } from "../../accounts/types";
import { isNotReached } from "../../db/database-refused";
import { deskError, isRefusal } from "../../workflows/desk/refusal";
import { refusal } from "./refusals/refuse";
import { isTooBusy } from "../../accounts/passwords/concurrency-limit";
import { notReached } from "./refusals/not-reached";
import { tooBusyRefusal, tooBusyStatus } from "./refusals/too-busy";
import { refusalPage } from "./refusals/refusal-page";
import { requireVisitor, type SignedIn } from "./session";

/** The roles of which a visitor must hold one. At the helpdesk agents act and auditors read. */
const roles = {
  hr: ["hr-supervisor", "hr-staff"],
  agent: ["agent"],
  helpdesk: ["agent", "auditor"],
  auditor: ["auditor"],
  "audit-reader": ["auditor", "administrator"],
  administrator: ["administrator"],
} as const satisfies Record<string, readonly RoleName[]>;

/** To whom a page is open. What a link, a card or a token opens is open to everybody, and judged by what is presented. */
export type Access = "everybody" | "signed-in" | "api-token" | keyof typeof roles;

/** What says to whom it is open. */
export interface Declared {
  access: Access;
}

type VisitorAccess = Exclude<Access, "everybody" | "api-token">;

type PageArgs<A> = LoaderFunctionArgs & (A extends VisitorAccess ? { visitor: SignedIn } : unknown);

/**
 * Declares a loader or an action together with those to whom it is open, who are judged before it runs. Compare
 * trigger.dev's dashboardBuilder. A refusal of the desk that it does not answer itself becomes the page of that refusal.
 *
 * @throws what {@link requireAccess} throws
 */
export function page<const A extends VisitorAccess | "everybody", R>(
  { as }: { as: A },
  answer: (args: PageArgs<A>) => R | Promise<R>,
): ((args: LoaderFunctionArgs) => Promise<R>) & Declared {
  const judged = async (args: LoaderFunctionArgs) => {
    try {
      const visitor = as === "everybody" ? undefined : await requireAccess(args.request, args.context, as);
      return await answer({ ...args, visitor } as PageArgs<A>);
    } catch (error) {
      if (isRefusal(error)) throw refusalPage(error);
      if (isTooBusy(error)) throw refusal(tooBusyStatus(error), tooBusyRefusal(error));
      if (isNotReached(error)) throw refusal(503, notReached(error, args.context));
      throw error;
    }
  };
  return Object.assign(judged, { access: as });
}

/**
 * Who is signed in, where that opens the page.
 *
 * @throws a redirect, as {@link requireVisitor} does, or a refusal 403 to whoever holds none of the roles; whoever's
 *   delegation has run out is told that
 */
async function requireAccess(
  request: Request,
  context: AppLoadContext,
  access: VisitorAccess,
): Promise<SignedIn> {
  const visitor = await requireVisitor(request, context);
  if (access === "signed-in" || roles[access].some((role) => visitor.roles.includes(role))) return visitor;
  if (access === "hr" && (await context.store.people.delegationsTo(visitor.person.id)).length > 0)
    throw refusalPage(deskError("delegation-expired"));
  throw refusal(403, {
    code: "role-needed",
    message: { zh: "您的帳號沒有使用此頁的權限", en: "Your account may not use this page" },
    remedy: {
      zh: "如需權限，請洽您機關的人事主管或系統管理員。",
      en: "If you need it, ask your agency's HR supervisor or an administrator.",
    },
  });
}
