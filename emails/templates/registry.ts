import type { Join, Joined } from "../template";
import { accountPaused } from "./account/account-paused";
import { addressChanged } from "./account/address-changed";
import { addressConfirmation } from "./account/address-confirmation";
import { certificateConfirmation } from "./account/certificate-confirmation";
import { certificateNews } from "./account/certificate-news";
import { oldPasswordUsed } from "./account/old-password-used";
import { passwordChanged } from "./account/password-changed";
import { temporaryPassword } from "./account/temporary-password";
import { approved } from "./applicant/approved";
import { handedOver } from "./applicant/handed-over";
import { lapsed } from "./applicant/lapsed";
import { lapsingSoon } from "./applicant/lapsing-soon";
import { locked } from "./applicant/locked";
import { moreInformationNeeded } from "./applicant/more-information-needed";
import { passwordExposed } from "./applicant/password-exposed";
import { refused } from "./applicant/refused";
import { reply } from "./applicant/reply";
import { requestReceived } from "./applicant/request-received";
import { returned } from "./applicant/returned";
import { withdrawn } from "./applicant/withdrawn";
import { breakGlass } from "./staff/break-glass";
import { cardResetNotice } from "./staff/card-reset-notice";
import { changeWaiting } from "./staff/change-waiting";
import { decisionWaiting } from "./staff/decision-waiting";
import { delegationGranted } from "./staff/delegation-granted";
import { delegationRevoked } from "./staff/delegation-revoked";
import { disputed } from "./staff/disputed";
import { escalated } from "./staff/escalated";
import { secondPersonWaiting } from "./staff/second-person-waiting";
import { shellAct } from "./staff/shell-act";
import { undeliverable } from "./staff/undeliverable";

/** Every mail of the desk, in the order in which an administrator sees them. */
const all = [
  temporaryPassword,
  addressConfirmation,
  requestReceived,
  moreInformationNeeded,
  approved,
  reply,
  returned,
  refused,
  withdrawn,
  handedOver,
  lapsingSoon,
  lapsed,
  passwordExposed,
  locked,
  passwordChanged,
  addressChanged,
  oldPasswordUsed,
  accountPaused,
  certificateNews,
  certificateConfirmation,
  decisionWaiting,
  escalated,
  secondPersonWaiting,
  changeWaiting,
  cardResetNotice,
  undeliverable,
  disputed,
  breakGlass,
  shellAct,
  delegationGranted,
  delegationRevoked,
] as const;

type Templates = { [T in (typeof all)[number] as T["template"]]: T };

/** Every mail of the desk by its template's name. */
export const templates = Object.fromEntries(all.map((one) => [one.template, one])) as unknown as Templates;

export type Template = keyof Templates;

type Params<T extends Template> = Parameters<Templates[T]["document"]>[0];
type JoinedTo<T extends Template> = Joined[Templates[T]["joins"]];

type KeysOfEach<U> = U extends unknown ? keyof U : never;
type NeverStored<T extends Template> = { [K in KeysOfEach<JoinedTo<T>>]?: never };

/** A mail as it is ordered and stored: template and plain parameters. The type refuses what only the moment of sending knows. */
export type OrderedMail = { [T in Template]: { template: T } & Params<T> & NeverStored<T> }[Template];

/** A mail with what only the moment of sending knows: what can be rendered, and what is never stored. */
export type SendableMail = {
  [T in Template]: { template: T } & Params<T> &
    JoinedTo<T> & { others?: readonly (Params<T> & JoinedTo<T>)[] };
}[Template];

type Joining<J extends Join> = { [T in Template]: Templates[T]["joins"] extends J ? T : never }[Template];

/** Whether this is what joins the mail at the moment of sending. */
export function needs<J extends Join>(
  mail: OrderedMail,
  join: J,
): mail is Extract<OrderedMail, { template: Joining<J> }> {
  return templates[mail.template].joins === join;
}

/** Whether the reader of such a mail may answer it; of a template that this version does not know, not. */
export function isAnswerable(template: string): boolean {
  return all.some((one) => one.template === template && one.answerable === true);
}

/** Templates of which several cases go in one mail, with the milliseconds from one such mail to the next. */
export const digestEveryMs: Readonly<Record<string, number>> = Object.fromEntries(
  all.flatMap(({ template, digestEveryMs }) =>
    digestEveryMs === undefined ? [] : [[template, digestEveryMs]],
  ),
);
