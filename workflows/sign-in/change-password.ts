import type { OwnPasswordProblem } from "../../accounts/passwords/own-password";
import { hashPassword, verifyPassword } from "../../accounts/passwords/password-hash";
import { sessionRow } from "../../accounts/access/sessions";
import { forgiveTries, signInLimits, signInRoom, takeTry } from "../../accounts/passwords/throttle";
import { insert, isChangeRefused, requireRow } from "../../db/change";
import type { Session } from "../../db/queries/records";
import { toEveryAddress } from "../desk/notifications";
import { refuseChange } from "../desk/refusal";
import { browserToken, knowBrowser } from "./known-browsers";
import type { SignInContext } from "./context";
import { judge } from "./own-password";
import { ownPasswordWrites } from "./own-password-writes";

export interface PasswordChange {
  current: string;
  password: string;
  repeated: string;
}

export type ChangePasswordResult =
  | { outcome: "changed"; token: string; browser: string }
  | { outcome: "wrong-current" }
  | { outcome: "paused"; until: number }
  | { outcome: "refused"; problems: OwnPasswordProblem[]; repeated: boolean }
  | { outcome: "expired" };

/**
 * 變更密碼 by the person, who proves the present one: ends all other sessions and tells every address on record how to
 * object. Tries at the present password are counted like those at signing in.
 *
 * @param token of the session that goes on; `tokenOfForm` makes it the same for a form sent twice
 * @throws Refusal `clock-behind`
 */
export async function changePassword(
  parts: SignInContext,
  session: Session,
  wanted: PasswordChange,
  token: string,
): Promise<ChangePasswordResult> {
  return parts.lanes(`session|${session.tokenHash}`, signInRoom, () => change(parts, session, wanted, token));
}

async function change(
  parts: SignInContext,
  session: Session,
  { current, password, repeated }: PasswordChange,
  token: string,
): Promise<ChangePasswordResult> {
  const { store, clock, random, profile } = parts;
  const person = await store.people.byId(session.personId);
  if (!person || session.kind !== "full") return { outcome: "expired" };

  const who = { identity: person.id, address: session.address };
  const limits = signInLimits[profile];
  const verdict = await takeTry(store.work, "change-password", limits, who, clock());
  if (verdict !== "go") return { outcome: "paused", until: verdict.pausedUntil };
  if (!(await verifyPassword(person.passwordHash, current))) return { outcome: "wrong-current" };
  await forgiveTries(store.work, "change-password", limits, who);

  const problems = await judge(parts, person, password, "by-oneself");
  if (problems.length > 0 || password !== repeated)
    return { outcome: "refused", problems, repeated: password === repeated };

  const hash = await hashPassword(password);
  const at = clock();
  const { via, address } = session;
  const browser = browserToken(parts.secrets, token);
  const kept = [
    insert("sessions", sessionRow({ token, personId: person.id, via, address, at })),
    knowBrowser(person.id, browser, at),
  ];
  const changes = await store.people.changesOf(person.id);
  const notices = toEveryAddress(
    parts,
    { ticketId: null, at },
    { person, changes },
    {
      template: "password-changed",
      account: person.account ?? person.nationalIdMasked,
      changedAt: at,
      how: "by-oneself",
    },
  );
  try {
    await store.commit({
      at,
      countsAges: true,
      writes: [
        requireRow("sessions", { tokenHash: session.tokenHash }, "expired"),
        ...ownPasswordWrites(person, hash, at, random, kept),
        ...notices,
      ],
      audit: [
        {
          actorKind: "person",
          actorId: person.id,
          act: "password.changed",
          personId: person.id,
          detail: { how: "by-oneself" },
        },
      ],
    });
  } catch (error) {
    if (isChangeRefused(error, "expired")) return { outcome: "expired" };
    return refuseChange("clock-behind")(error);
  }
  return { outcome: "changed", token, browser };
}
