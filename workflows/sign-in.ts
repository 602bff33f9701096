import { checkNationalId } from "../accounts/national-id";
import { verifyPassword } from "../accounts/password-hash";
import { hashToken, newToken, type Secrets } from "../accounts/secrets";
import { sessionLife } from "../accounts/sessions";
import { foldTemporaryPassword, hasTemporaryPasswordShape } from "../accounts/temporary-password";
import { judgeTry, signInLimits, temporaryPasswordLife, throttleKey, type PasswordProfile } from "../accounts/throttle";
import { insert, isChangeRefused, remove, update, type Write } from "../db/change";
import { newId } from "../db/ids";
import type { PersonWithAgency } from "../db/reads/people";
import type { Session } from "../db/reads/records";
import type { TemporaryPassword } from "../db/reads/tickets";
import type { Store } from "../db/store";
import type { Clock, Random } from "../db/types";
import type { Desk } from "./desk";
import { isRefusal } from "./refusal";

export interface SignInParts {
  store: Store;
  desk: Desk;
  clock: Clock;
  random: Random;
  secrets: Secrets;
  profile: PasswordProfile;
}

export interface Attempt {
  /** 身分證字號 or 自訂帳號. */
  login: string;
  password: string;
  /** The client's address as the proxies to be trusted tell it. */
  address: string;
}

export type SignInResult =
  | { outcome: "signed-in"; token: string; personId: string }
  /** The old password, while a ticket is open: 這是您申請的嗎？ */
  | { outcome: "is-this-yours"; token: string; personId: string; number: string }
  | { outcome: "set-password"; token: string; personId: string }
  | { outcome: "lapsed" }
  | { outcome: "wrong" }
  | { outcome: "paused"; until: number };

const system = { kind: "system", name: "sign-in" } as const;

export interface SignIn {
  signIn(attempt: Attempt): Promise<SignInResult>;
  /** The session of a cookie, if it still lives; its last use is noted at most once a minute. */
  sessionOf(token: string | undefined): Promise<Session | null>;
  signOut(token: string): Promise<void>;
}

/** Signing in by password. Every try is counted before the slow hash is computed, so that a hundred at once count as a hundred. */
export function createSignIn(parts: SignInParts): SignIn {
  const { store, desk, clock, random, secrets } = parts;
  return { signIn, sessionOf, signOut };

  async function signIn({ login, password, address }: Attempt): Promise<SignInResult> {
    const at = clock();
    const identity = secrets.keyedHash("throttle", foldLogin(login));
    const verdict = await takeTry({ identity, address }, at);
    if (verdict !== "go") return { outcome: "paused", until: verdict.pausedUntil };

    const person = await find(login);
    const live = person && hasTemporaryPasswordShape(password) ? await store.tickets.livePasswordOf(person.id) : undefined;
    if (person && live?.hash) return tryTemporary(person, live, foldTemporaryPassword(password), { identity, address });

    const usable = person?.status === "active" && person.passwordDisabledAt === null ? person.passwordHash : null;
    const right = await verifyPassword(usable, password);
    if (!person || !right) return { outcome: "wrong" };
    await forgive({ identity, address });
    return openFull(person, address);
  }

  async function tryTemporary(
    person: PersonWithAgency,
    live: TemporaryPassword,
    typed: string,
    who: { identity: string; address: string },
  ): Promise<SignInResult> {
    const misses = await store.work.countTry(live.id);
    if (misses === null) return { outcome: "wrong" };
    if (misses > temporaryPasswordLife) {
      await lock(live);
      return { outcome: "wrong" };
    }
    if (!(await verifyPassword(live.hash, typed))) return { outcome: "wrong" };

    const at = clock();
    const ticket = await store.tickets.byId(live.ticketId);
    if (!ticket || (live.expiresAt !== null && at >= live.expiresAt)) return { outcome: "lapsed" };
    const token = newToken(random);
    const session = insert("sessions", {
      tokenHash: hashToken(token),
      personId: person.id,
      kind: "set-password",
      via: "temporary-password",
      temporaryPasswordId: live.id,
      ticketId: live.ticketId,
      address: who.address,
      createdAt: at,
      lastSeenAt: at,
      expiresAt: at + sessionLife["set-password"],
    });
    const used = update("temporaryPasswords", { id: live.id, state: "live" }, { state: "used", seed: null }, "used-before");
    try {
      await desk.act(ticket.number, { type: "SIGNED_IN", via: "temporary-password", issue: live.issue }, system, {
        before: [used],
        alongside: [session],
      });
    } catch (error) {
      if (isChangeRefused(error, "used-before")) return { outcome: "wrong" };
      if (isRefusal(error)) return { outcome: "lapsed" };
      throw error;
    }
    await forgive(who);
    return { outcome: "set-password", token, personId: person.id };
  }

  async function openFull(person: PersonWithAgency, address: string): Promise<SignInResult> {
    const at = clock();
    const token = newToken(random);
    await store.commit({
      at,
      writes: [
        insert("sessions", {
          tokenHash: hashToken(token),
          personId: person.id,
          kind: "full",
          via: "password",
          address,
          createdAt: at,
          lastSeenAt: at,
          expiresAt: at + sessionLife.full,
        }),
        update("people", { id: person.id }, { lastLoginAt: at }),
      ],
      audit: [{ actorKind: "person", actorId: person.id, act: "session.opened", personId: person.id, detail: { via: "password" } }],
    });
    const open = await store.tickets.openOf(person.id);
    return open
      ? { outcome: "is-this-yours", token, personId: person.id, number: open.number }
      : { outcome: "signed-in", token, personId: person.id };
  }

  /** Counts the try under the login as typed, known or not, so that the answer tells nothing. */
  async function takeTry(who: { identity: string; address: string }, at: number) {
    const limits = signInLimits[parts.profile];
    return judgeTry(await Promise.all(limits.map((limit) => store.work.take(throttleKey("sign-in", limit.scope, who), at, limit))));
  }

  async function forgive(who: { identity: string; address: string }): Promise<void> {
    for (const { scope } of signInLimits[parts.profile]) await store.work.clearThrottle(throttleKey("sign-in", scope, who));
  }

  async function find(login: string): Promise<PersonWithAgency | undefined> {
    return findByLogin(store, secrets, login);
  }

  async function lock(live: TemporaryPassword): Promise<void> {
    const ticket = await store.tickets.byId(live.ticketId);
    try {
      if (ticket) await desk.act(ticket.number, { type: "LOCK", issue: live.issue }, system);
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  }

  async function sessionOf(token: string | undefined): Promise<Session | null> {
    if (!token) return null;
    const at = clock();
    const session = await store.records.session(hashToken(token));
    if (!session || session.expiresAt <= at) return null;
    if (at - session.lastSeenAt > 60_000) {
      await store.commit({ at, writes: [update("sessions", { tokenHash: session.tokenHash }, { lastSeenAt: at })], audit: [] });
    }
    return session;
  }

  async function signOut(token: string): Promise<void> {
    await store.commit({ at: clock(), writes: [remove("sessions", { tokenHash: hashToken(token) })], audit: [] });
  }
}

/** A login as the limits and accounts know it: compatible forms folded, trimmed, lower case. */
export function foldLogin(login: string): string {
  return login.normalize("NFKC").trim().toLowerCase();
}

/** An account's own password, with everything that ends with the old one, as rows of one commit. */
export function ownPasswordWrites(person: PersonWithAgency, hash: string, at: number, random: Random, keep: Write): Write[] {
  return [
    ...(person.passwordHash === null
      ? []
      : [insert("previousPasswords", { id: newId(random), personId: person.id, hash: person.passwordHash, setAt: person.passwordSetAt ?? at })]),
    update("people", { id: person.id }, { passwordHash: hash, passwordSetAt: at, passwordDisabledAt: null, firstLoginAt: person.firstLoginAt ?? at, lastLoginAt: at, updatedAt: at }),
    remove("sessions", { personId: person.id }),
    keep,
  ];
}

/** The person of a 身分證字號 or 自訂帳號 as typed. */
export async function findByLogin(store: Store, secrets: Secrets, login: string): Promise<PersonWithAgency | undefined> {
  const nationalId = checkNationalId(login);
  return nationalId.ok
    ? store.people.byNationalId(secrets.keyedHashes("national-id", nationalId.value))
    : store.people.byAccount(foldLogin(login));
}
