import { createCookie, redirect, type AppLoadContext } from "@remix-run/node";
import { roleNames } from "../../workflows/desk/authority";
import { isValid } from "../../workflows/desk/reach";
import { ownPasswordExpiresAt } from "../../accounts/passwords/own-password";
import type { RoleName } from "../../accounts/types";
import type { PersonWithAgency } from "../../db/queries/people";
import type { Session } from "../../db/queries/records";
import type { Actor } from "../../workflows/desk/actor";
import type { Services } from "../../services/services";

/** Who is signed in, with the roles in force at this moment. */
export interface SignedIn {
  person: PersonWithAgency;
  session: Session;
  roles: RoleName[];
  actor: Extract<Actor, { kind: "person" }>;
}

/** `__Host-`: only over https or on the loopback, for this host alone, never for a parent domain. */
const attributes = { path: "/", httpOnly: true, secure: true, sameSite: "lax" as const };

const session = createCookie("__Host-session", attributes);
const statusLink = createCookie("__Host-status", { ...attributes, maxAge: 30 * 24 * 60 * 60 });

/** The header that keeps a session's token with the browser until it is closed. */
export const sessionCookie = (token: string): Promise<string> => session.serialize(token);
export const endedSessionCookie = (): Promise<string> => session.serialize("", { maxAge: 0 });

/** The header that keeps a session just opened. Whatever session the browser had before ends with the sign-in. */
export async function openedSessionCookie(
  request: Request,
  { signIn }: Pick<Services, "signIn">,
  token: string,
): Promise<string> {
  const former = await sessionToken(request);
  if (former !== undefined && former !== token) await signIn.signOut(former);
  return sessionCookie(token);
}

/** The token of the session, if the browser sent one. */
export async function sessionToken(request: Request): Promise<string | undefined> {
  const token: unknown = await session.parse(request.headers.get("Cookie"));
  return typeof token === "string" && token !== "" ? token : undefined;
}

/** The header that keeps a status link's token, so that it leaves the address bar at once. */
export const statusLinkCookie = (token: string): Promise<string> => statusLink.serialize(token);

export async function statusLinkToken(request: Request): Promise<string | undefined> {
  const token: unknown = await statusLink.parse(request.headers.get("Cookie"));
  return typeof token === "string" && token !== "" ? token : undefined;
}

/** The live session of a request, of either kind. */
export async function sessionOf(request: Request, context: Services): Promise<Session | null> {
  return context.signIn.sessionOf(await sessionToken(request));
}

/** Who sent a request is asked by the loader of its area and by the page's own: found once. */
const visitors = new WeakMap<AppLoadContext, Promise<SignedIn | null>>();

/** Who is signed in, or `null`; a session that may only set a password is nobody here. */
export function visitorOf(request: Request, context: AppLoadContext): Promise<SignedIn | null> {
  const known = visitors.get(context);
  if (known) return known;
  const found = findVisitor(request, context);
  visitors.set(context, found);
  return found;
}

async function findVisitor(request: Request, context: Services): Promise<SignedIn | null> {
  const found = await sessionOf(request, context);
  if (found?.kind !== "full") return null;
  const person = await context.store.people.byId(found.personId);
  if (person?.status !== "active") return null;
  const at = context.clock();
  const roles = await context.store.people.rolesOf(person.id, at);
  const delegations = await context.store.people.delegationsTo(person.id);
  const names = roleNames(
    roles,
    delegations.filter((one) => isValid(one, at)),
  );
  return { person, session: found, roles: names, actor: { kind: "person", personId: person.id } };
}

/** The one page that is open to whoever has to change an overdue password first. */
const changePasswordPath = "/me/password";

/**
 * @throws a redirect: to the home page, which leads back here after the sign-in; or to 變更密碼, where the profile sets
 *   passwords an end (`tw-gov`: 90 days) and it has come
 */
export async function requireVisitor(request: Request, context: AppLoadContext): Promise<SignedIn> {
  const visitor = await visitorOf(request, context);
  const { pathname, search } = new URL(request.url);
  if (!visitor) throw redirect(`/?next=${encodeURIComponent(pathname + search)}`);
  if (pathname !== changePasswordPath && isPasswordOverdue(visitor, context))
    throw redirect(changePasswordPath, 303);
  return visitor;
}

/** Whether somebody signed in by a password that the profile wants changed by now. */
export function isPasswordOverdue(
  { person, session }: Pick<SignedIn, "person" | "session">,
  { environment, clock }: Pick<Services, "environment" | "clock">,
): boolean {
  if (session.via !== "password" || person.passwordSetAt === null) return false;
  const expiresAt = ownPasswordExpiresAt(environment.passwordProfile, person.passwordSetAt);
  return expiresAt !== null && expiresAt <= clock();
}
