import { foldAccount } from "../../accounts/identity/account-name";
import { verifyPassword } from "../../accounts/passwords/password-hash";
import { hashToken, newToken } from "../../accounts/access/secrets";
import { sessionRow, tokenOfForm } from "../../accounts/access/sessions";
import {
  foldTemporaryPassword,
  hasTemporaryPasswordShape,
} from "../../accounts/passwords/temporary-password";
import {
  forgiveSpraying,
  forgiveTries,
  passLimits,
  signInIdentity,
  signInLimits,
  signInRoom,
  takeSpraying,
  takeTry,
  temporaryPasswordLife,
  temporaryPasswordTries,
  type Verdict,
} from "../../accounts/passwords/throttle";
import { addressBlock } from "../../language/client-address";
import { insert, isChangeRefused, remove, update, type Write } from "../../db/change";
import type { Credentials, PersonWithAgency } from "../../db/queries/people";
import { sessionForms, type Session } from "../../db/queries/records";
import type { TemporaryPassword } from "../../db/queries/passwords";
import type { Ticket } from "../../db/queries/tickets";
import { actorKey } from "../desk/actor";
import { toEveryAddress } from "../desk/notifications";
import { isDecided, isRefusal } from "../desk/refusal";
import type { SignInContext } from "./context";
import { credentialsOf } from "./find-by-login";
import { hasIdledOut } from "./idleness";
import { browserToken, knowBrowser, passOf, type Pass, type Shown } from "./known-browsers";

export interface Attempt {
  /** 身分證字號 or 自訂帳號. */
  login: string;
  password: string;
  /** The client's address as the proxies to be trusted tell it. */
  address: string;
  /** The form's key: sent twice, a form opens one session and gets the same answer. */
  formKey?: string;
  /** What the browser keeps from before. */
  shown?: Shown;
}

/** Somebody pressed the button of a one-time link. */
export interface LinkAttempt {
  /** The link's token. */
  token: string;
  address: string;
  formKey: string;
}

/**
 * Why a temporary password, typed rightly, opens nothing any more: an own one was set with it, its time is over, or it was
 * stopped: a newer one was issued, the case was withdrawn, too many misses.
 */
export type DeadPassword = "used" | "expired" | "voided";

/** A session that was opened, and the token by which the browser is known to this person from now on. */
interface Opened {
  token: string;
  personId: string;
  browser: string;
}

export type SignInResult =
  | ({ outcome: "signed-in" } & Opened)
  /** The old password, while a ticket is open: 這是您申請的嗎？ */
  | ({ outcome: "is-this-yours"; number: string } & Opened)
  | { outcome: "set-password"; token: string; personId: string }
  | { outcome: DeadPassword }
  | { outcome: "wrong" }
  /** The form opened a session before, which has ended: it opens no other. */
  | { outcome: "signed-out" }
  | { outcome: "paused"; until: number };

const system = { kind: "system", name: "sign-in" } as const;

export interface SignIn {
  signIn(attempt: Attempt): Promise<SignInResult>;
  /** Uses the link that was mailed in place of a password, under the same rules. */
  openLink(attempt: LinkAttempt): Promise<SignInResult>;
  /** The session of a cookie, if it still lives; its last use is noted at most once a minute. */
  sessionOf(token: string | undefined): Promise<Session | null>;
  signOut(token: string): Promise<void>;
}

/** Who tries, as the counters know them, and the token of the session that it will open. */
interface Who {
  identity: string;
  address: string;
  token: string;
  formKey: string | undefined;
  /** What lets them try whatever others have done at the account. */
  pass: Pass | null;
}

/**
 * Signing in by password. Every try is held in the lane of its address, and counted, before the slow hash is computed, so
 * that a hundred at once count as a hundred. Whoever shows a browser that the account knows, or the case's mailed link, has
 * a lane and a counter of their own: what strangers do at the account, or behind the same address, does not shut them out.
 */
export function createSignIn(parts: SignInContext): SignIn {
  const { store, desk, clock, random, secrets, lanes, wait } = parts;
  const limits = signInLimits[parts.profile];
  return { signIn, openLink, sessionOf, signOut };

  async function signIn({ login, password, address, formKey, shown = {} }: Attempt): Promise<SignInResult> {
    const person = await credentialsOf(store, secrets, login);
    const pass = await passOf(parts, person?.id ?? "", shown);
    const who: Who = {
      identity: signInIdentity(secrets, login),
      address,
      token: formKey ? tokenOfForm(secrets, foldAccount(login), formKey) : newToken(random),
      formKey,
      pass,
    };
    const lane = pass ? `${pass.by}|${pass.identity}` : addressBlock(address);
    return lanes(`sign-in|${lane}`, signInRoom, () => attempt(person, password, who));
  }

  async function attempt(person: Credentials | undefined, password: string, who: Who): Promise<SignInResult> {
    const verdict = await take(who);
    if (verdict !== "go") return { outcome: "paused", until: verdict.pausedUntil };
    if (hasTemporaryPasswordShape(password)) {
      const result = await tryTemporary(person, foldTemporaryPassword(password), who);
      if (result.outcome !== "wrong") return result;
    }
    const usable =
      person?.status === "active" && person.passwordDisabledAt === null ? person.passwordHash : null;
    const right = await verifyPassword(usable, password);
    if (!person || !right) return { outcome: "wrong" };
    await forgive(who);
    const signedIn = await store.people.byId(person.id);
    return signedIn ? openFull(signedIn, who) : { outcome: "wrong" };
  }

  /** Counts a try: by what is shown, if anything is; else by the address, which also slows it down, and the account. */
  async function take({ pass, ...who }: Who): Promise<Verdict> {
    if (pass) return takeTry(store.work, `sign-in-${pass.by}`, passLimits, { ...pass, address: "" }, clock());
    const verdict = await takeTry(store.work, "sign-in", limits, who, clock());
    if (verdict === "go") await wait(await takeSpraying(store.work, who, clock()));
    return verdict;
  }

  /** Forgets the tries of whoever said the right thing, and no others: strangers get no fresh tries by the owner's coming. */
  async function forgive({ pass, ...who }: Who): Promise<void> {
    if (pass) return forgiveTries(store.work, `sign-in-${pass.by}`, passLimits, { ...pass, address: "" });
    await forgiveTries(store.work, "sign-in", limits, who);
    await forgiveSpraying(store.work, who);
  }

  /** One hash is computed whether or not there is such a password, live or dead, so that the time tells nothing. */
  async function tryTemporary(
    person: Credentials | undefined,
    typed: string,
    who: Who,
  ): Promise<SignInResult> {
    const latest = await store.passwords.latestOf(person?.id ?? "");
    const live = latest?.state === "live" ? latest : undefined;
    const tries = await store.work.countForLife(temporaryPasswordTries(live?.id ?? who.identity));
    const tooMany = live !== undefined && tries > temporaryPasswordLife;
    if (tooMany) await lock(live);
    const right = await verifyPassword(tooMany ? null : (latest?.hash ?? null), typed);
    if (person?.status !== "active" || !latest || !right) return { outcome: "wrong" };
    if (!live) return { outcome: whyDead(latest) };
    const result = await openSetPassword(live, who);
    if (result.outcome === "set-password") await forgive(who);
    return result;
  }

  /** 256 bits that nobody guesses: no try is counted, and no slow hash is needed to find the link's password. */
  async function openLink({ token: linkToken, address, formKey }: LinkAttempt): Promise<SignInResult> {
    const issued = await store.passwords.byLink(hashToken(linkToken));
    const person = issued && (await store.people.byId(issued.personId));
    if (!issued || person?.status !== "active") return { outcome: "voided" };
    const who = { address, token: tokenOfForm(secrets, linkToken, formKey), formKey };
    return issued.state === "live" ? openSetPassword(issued, who) : { outcome: whyDead(issued) };
  }

  /**
   * Opens 設定自己的密碼, as often as the password is used within its life: it is spent when the own one is saved. A later
   * visit ends the one before. The seed is erased: the mail has come.
   */
  async function openSetPassword(
    live: TemporaryPassword,
    { address, token, formKey }: Pick<Who, "address" | "token" | "formKey">,
  ): Promise<SignInResult> {
    const { personId, ticketId, issue } = live;
    const at = clock();
    const opened = { outcome: "set-password", token, personId } as const;
    if (live.expiresAt !== null && at >= live.expiresAt) return { outcome: "expired" };
    const before = await sessionOf(token);
    if (before?.temporaryPasswordId === live.id) return opened;
    const ticket = await store.tickets.byId(ticketId);
    if (!ticket) return { outcome: "voided" };
    const opensUntil = live.expiresAt ?? undefined;
    const toSetPassword = { temporaryPasswordId: live.id, ticketId, opensUntil };
    const session = sessionRow({ token, personId, via: "temporary-password", address, at, toSetPassword });
    try {
      await desk.act(
        ticket.number,
        { type: "SIGNED_IN", via: "temporary-password", issue, opensUntil },
        system,
        {
          before: [
            ...spent(formKey, at),
            update("temporaryPasswords", { id: live.id, state: "live" }, { seed: null }, "dead-by-now"),
            remove("sessions", { temporaryPasswordId: live.id }),
          ],
          alongside: [insert("sessions", session, "form-spent")],
        },
      );
    } catch (error) {
      if (isChangeRefused(error, "form-spent")) return again(opened);
      if (!isChangeRefused(error, "dead-by-now") && !isDecided(error)) throw error;
      const now = await store.passwords.byId(live.id);
      return { outcome: now ? whyDead(now) : "voided" };
    }
    return opened;
  }

  /** A form opens one session, and is spent by the commit that does: sent again after signing out it revives nothing. */
  function spent(formKey: string | undefined, at: number): Write[] {
    if (formKey === undefined) return [];
    const form = { actor: actorKey(system), route: sessionForms, key: formKey };
    const row = { ...form, bodyHash: secrets.keyedHash("idempotency", formKey), result: {}, createdAt: at };
    return [insert("idempotency", row, "form-spent")];
  }

  /** The answer to a form that was sent before: the same while its session lives. */
  async function again(opened: SignInResult & { token: string; personId: string }): Promise<SignInResult> {
    const session = await sessionOf(opened.token);
    return session?.personId === opened.personId ? opened : { outcome: "signed-out" };
  }

  function whyDead({ state, expiresAt }: TemporaryPassword): DeadPassword {
    if (state === "used") return "used";
    return expiresAt !== null && clock() >= expiresAt ? "expired" : "voided";
  }

  async function openFull(
    person: PersonWithAgency,
    { token, address, formKey, pass }: Who,
  ): Promise<SignInResult> {
    const at = clock();
    const open = await store.tickets.openOf(person.id);
    const browser = browserToken(secrets, token);
    const opened = { token, personId: person.id, browser };
    const signedIn = open
      ? ({ outcome: "is-this-yours", ...opened, number: open.number } as const)
      : ({ outcome: "signed-in", ...opened } as const);
    if ((await sessionOf(token))?.personId === person.id) return signedIn;
    const opening = store.commit({
      at,
      writes: [
        ...spent(formKey, at),
        insert(
          "sessions",
          sessionRow({ token, personId: person.id, via: "password", address, at }),
          "form-spent",
        ),
        ...(pass?.by === "browser" ? [remove("knownBrowsers", { tokenHash: pass.identity })] : []),
        knowBrowser(person.id, browser, at),
        update("people", { id: person.id }, { lastLoginAt: at }),
        ...(open ? await oldPasswordUsed(person, open, at) : []),
      ],
      audit: [
        {
          actorKind: "person",
          actorId: person.id,
          act: "session.opened",
          personId: person.id,
          detail: { via: "password" },
        },
      ],
    });
    try {
      await opening;
    } catch (error) {
      if (isChangeRefused(error, "form-spent")) return again(signedIn);
      throw error;
    }
    return signedIn;
  }

  /** Told once a case to every address on record: whoever asked for the case may not be who signs in. */
  async function oldPasswordUsed(
    person: PersonWithAgency,
    { id: ticketId }: Pick<Ticket, "id">,
    at: number,
  ): Promise<Write[]> {
    const template = "old-password-used";
    const mails = await store.work.listMail({ ticketId, limit: 1000 });
    if (mails.some((mail) => mail.template === template)) return [];
    const changes = await store.people.changesOf(person.id);
    const account = person.account ?? person.nationalIdMasked;
    return toEveryAddress(parts, { ticketId, at }, { person, changes }, { template, account, usedAt: at });
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
    if (!session || session.expiresAt <= at || (await hasIdledOut(store, session, at))) return null;
    if (at - session.lastSeenAt > 60_000) {
      await store.commit({
        at,
        writes: [update("sessions", { tokenHash: session.tokenHash }, { lastSeenAt: at })],
        audit: [],
      });
    }
    return session;
  }

  async function signOut(token: string): Promise<void> {
    await store.commit({
      at: clock(),
      writes: [remove("sessions", { tokenHash: hashToken(token) })],
      audit: [],
    });
  }
}
