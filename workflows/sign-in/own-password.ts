import { judgeOwnPassword, type OwnPasswordProblem } from "../../accounts/passwords/own-password";
import { foldAccount, isAccountName } from "../../accounts/identity/account-name";
import { hashPassword, isAmongHashes } from "../../accounts/passwords/password-hash";
import { signInRoom } from "../../accounts/passwords/throttle";
import { newToken } from "../../accounts/access/secrets";
import { sessionRow } from "../../accounts/access/sessions";
import { forbidRow, insert, isChangeRefused, requireRow, update } from "../../db/change";
import type { PersonWithAgency } from "../../db/queries/people";
import type { Session } from "../../db/queries/records";
import { isDecided } from "../desk/refusal";
import { ownPasswordWrites } from "./own-password-writes";
import { browserToken, knowBrowser } from "./known-browsers";
import type { SignInContext } from "./context";

export interface NewPassword {
  password: string;
  repeated: string;
  /** 自訂帳號, where the person has none yet. */
  account: string | null;
}

export type AccountProblem = "account-shape" | "account-taken";

export type SetPasswordResult =
  | { outcome: "set"; token: string; personId: string; browser: string }
  | { outcome: "refused"; problems: OwnPasswordProblem[]; account: AccountProblem | null; repeated: boolean }
  | { outcome: "expired" };

const system = { kind: "system", name: "sign-in" } as const;

/**
 * 設定自己的密碼 after the temporary one, which is spent by it: sets the password, ends all other sessions, tells every
 * address on record, and solves the ticket, in one commit.
 *
 * @param token of the session that goes on; `tokenOfForm` makes it the same for a form sent twice
 */
export async function setOwnPassword(
  parts: SignInContext,
  session: Session,
  wanted: NewPassword,
  token = newToken(parts.random),
): Promise<SetPasswordResult> {
  return parts.lanes(`session|${session.tokenHash}`, signInRoom, () => set(parts, session, wanted, token));
}

async function set(
  parts: SignInContext,
  session: Session,
  wanted: NewPassword,
  token: string,
): Promise<SetPasswordResult> {
  const { store, desk, clock, random } = parts;
  const person = await store.people.byId(session.personId);
  const ticket = session.ticketId === null ? undefined : await store.tickets.byId(session.ticketId);
  if (!person || !ticket || session.kind !== "set-password" || session.expiresAt <= clock())
    return { outcome: "expired" };

  const account =
    wanted.account === null || wanted.account.trim() === "" ? null : foldAccount(wanted.account);
  const accountProblem =
    account !== null && person.account === null && !isAccountName(account) ? "account-shape" : null;
  const problems = await judge(parts, person, wanted.password, "after-reset");
  const repeated = wanted.password === wanted.repeated;
  if (problems.length > 0 || accountProblem || !repeated)
    return { outcome: "refused", problems, account: accountProblem, repeated };

  const hash = await hashPassword(wanted.password);
  const at = clock();
  const { address } = session;
  const browser = browserToken(parts.secrets, token);
  const kept = [
    insert("sessions", sessionRow({ token, personId: person.id, via: "temporary-password", address, at })),
    knowBrowser(person.id, browser, at),
  ];
  const chosen =
    account !== null && person.account === null
      ? [
          forbidRow("people", { account }, "account-taken"),
          update("people", { id: person.id, account: null }, { account }, "account-taken"),
        ]
      : [];
  try {
    await desk.act(ticket.number, { type: "OWN_PASSWORD_SET" }, system, {
      before: [
        requireRow("sessions", { tokenHash: session.tokenHash }, "expired"),
        update(
          "temporaryPasswords",
          { id: session.temporaryPasswordId ?? "", state: "live" },
          { state: "used", seed: null },
        ),
      ],
      alongside: [...chosen, ...ownPasswordWrites(person, hash, at, random, kept)],
    });
  } catch (error) {
    if (isChangeRefused(error, "account-taken"))
      return { outcome: "refused", problems: [], account: "account-taken", repeated: true };
    if (isChangeRefused(error, "expired") || isDecided(error)) return { outcome: "expired" };
    throw error;
  }
  return { outcome: "set", token, personId: person.id, browser };
}

/** What the profile in force has against a password for this person. */
export async function judge(
  { store, profile, clock }: SignInContext,
  person: PersonWithAgency,
  password: string,
  occasion: "after-reset" | "by-oneself",
): Promise<OwnPasswordProblem[]> {
  const former = await store.people.previousPasswords(person.id, 3);
  const hashes = [person.passwordHash, ...former].filter((hash): hash is string => hash !== null).slice(0, 3);
  return judgeOwnPassword(password, {
    profile,
    facts: person,
    past: {
      lastSetAt: person.passwordSetAt,
      afterReset: occasion === "after-reset",
      usedBefore: profile === "tw-gov" && (await isAmongHashes(hashes, password)),
    },
    at: clock(),
  });
}
