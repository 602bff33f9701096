import type { AppLoadContext } from "@remix-run/node";
import { hashToken } from "../../accounts/access/secrets";
import type { RoleName } from "../../accounts/types";
import type { PersonWithAgency } from "../../db/queries/people";
import type { Actor } from "../../workflows/desk/actor";
import { roleNames } from "../../workflows/desk/authority";
import { isValid } from "../../workflows/desk/reach";
import type { Scope } from "../../accounts/access/api-tokens";
import { problem } from "../web/refusals/problem";

/** Who calls: the token's person, who stands under all the rules of a person. */
export interface Caller {
  person: PersonWithAgency;
  roles: RoleName[];
  actor: Actor;
}

const realm = `Bearer realm="recovery-desk"`;

/**
 * The person of a request's bearer token (RFC 6750).
 *
 * @throws a problem: 401 without a live token, 403 when it lacks the scope
 */
export async function callerOf(request: Request, context: AppLoadContext, scope: Scope): Promise<Caller> {
  const { store, clock } = context;
  const given = request.headers.get("Authorization");
  const token = /^Bearer +([\w.~+/=-]+)$/i.exec(given ?? "")?.[1];
  const row = token === undefined ? undefined : await store.records.apiToken(hashToken(token));
  const at = clock();
  const person =
    row && row.revokedAt === null && at < row.expiresAt ? await store.people.byId(row.personId) : undefined;
  if (!row || person?.status !== "active") throw unauthorized(request, context, given !== null);
  if (!row.scopes.includes(scope)) throw insufficient(request, context, scope);

  const delegations = (await store.people.delegationsTo(person.id)).filter((one) => isValid(one, at));
  const roles = roleNames(await store.people.rolesOf(person.id, at), delegations);
  return { person, roles, actor: { kind: "person", personId: person.id } };
}

function unauthorized(request: Request, context: AppLoadContext, tried: boolean): Response {
  return problem(request, context, {
    status: 401,
    code: tried ? "token-invalid" : "token-missing",
    title: tried
      ? { zh: "此權杖無效、已到期或已撤銷", en: "This token is unknown, has run out or was revoked" }
      : { zh: "須以權杖呼叫", en: "A token is needed" },
    detail: {
      zh: "請於 Authorization 標頭送出 Bearer 權杖；權杖由系統管理員以 desk user token 發給。",
      en: "Send a Bearer token in the Authorization header; administrators issue one with: desk user token",
    },
    headers: { "WWW-Authenticate": tried ? `${realm}, error="invalid_token"` : realm },
  });
}

function insufficient(request: Request, context: AppLoadContext, scope: Scope): Response {
  return problem(request, context, {
    status: 403,
    code: "scope-missing",
    title: { zh: "此權杖沒有這項範圍", en: "This token lacks the scope" },
    detail: { zh: `需要範圍 ${scope}。`, en: `The scope ${scope} is needed.` },
    headers: { "WWW-Authenticate": `${realm}, error="insufficient_scope", scope="${scope}"` },
    more: { scope },
  });
}
