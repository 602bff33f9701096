import type { Locale } from "../../../language/locale";

const statesZh = {
  submitted: ["已收件，確認資料中", "客服會先確認您的資料，再交由人事單位審核。"],
  received: ["已收件，等候客服受理", "客服會撥打您留存的公務電話核對身分。"],
  awaitingDecision: ["人事單位正在審核您的申請", "核准後，一次性密碼會寄到您留存的電子郵件。"],
  awaitingConfirmation: ["等候人事主管確認", "人事人員已擬辦。確認後，一次性密碼會寄到您留存的電子郵件。"],
  awaitingSecondPerson: ["等候第二人確認", "您的帳號具有管理權限，須由另一位有權限的人確認。"],
  claimed: ["客服已受理", "客服會撥打您留存的公務電話核對身分，請留意來電。"],
  verifyingCaller: ["客服正在核對您的身分", "請接聽您留存的公務電話。客服不會問您的密碼。"],
  awaitingAnswer: ["客服請您補充說明", "請按「補充說明」回答；回答前，處理時限暫停。"],
  awaitingCallBack: ["電話未接通，客服會再打", "請留意您留存的公務電話。"],
  challenge: ["正在以機關憑證辦理", "由機關憑證保管人操作中。"],
  cardProven: ["正在以機關憑證辦理", "由機關憑證保管人操作中。"],
  personChosen: ["正在以機關憑證辦理", "由機關憑證保管人操作中。"],
  "passwordHandover.issuing": ["正在寄出一次性密碼", "信件會寄到您留存的電子郵件，通常幾分鐘內送達。"],
  "passwordHandover.mailed": [
    "一次性密碼已寄出",
    "請到您留存的電子郵件收信，用信中的密碼登入一次，再設定自己的密碼。",
  ],
  "passwordHandover.firstLogin": [
    "還差一步：設定自己的密碼",
    "您已用一次性密碼登入，還沒有設定自己的密碼。頁面若已關閉，請再用信中的密碼登入。",
  ],
  "passwordHandover.undeliverable": [
    "信件無法送達",
    "信件沒有送到您留存的電子郵件，信中的一次性密碼已作廢。已通知人事單位，請與其聯絡，確認地址後再寄一次。",
  ],
  "passwordHandover.lapsed": ["一次性密碼已失效", "沒有在時間內完成登入。7 天內可以自己再寄兩次。"],
  "passwordHandover.locked": ["一次性密碼已作廢", "錯誤次數過多。請洽客服或人事單位重新寄送。"],
  solved: ["已完成", "您已登入並設定自己的密碼。"],
  returned: ["申請已退回", "請依理由處理後重新申請，或洽您的人事單位。"],
  withdrawn: ["申請已撤回", "如仍需要協助，請重新申請。"],
  refused: ["申請無法受理", "如有疑問，請洽客服。"],
  disputed: ["已撤回並通報", "這件申請已停止，一次性密碼已作廢，人事單位與系統管理員已收到通報。"],
  expired: ["逾期結案", "沒有在時間內完成。如仍需要協助，請重新申請。"],
  joined: ["已併入處理中的案件", "您先前的申請仍在處理，請查看該案件的信。"],
} satisfies Record<string, readonly [string, string]>;

const statesEn: Record<keyof typeof statesZh, readonly [string, string]> = {
  submitted: [
    "Received; your details are being checked",
    "The helpdesk checks them first; then your personnel office decides.",
  ],
  received: [
    "Received; waiting for the helpdesk",
    "An agent will call your office number on record to verify you.",
  ],
  awaitingDecision: [
    "Your personnel office is deciding",
    "Once approved, a temporary password is mailed to your address on record.",
  ],
  awaitingConfirmation: [
    "Waiting for the HR supervisor",
    "HR staff have prepared it. Once confirmed, a temporary password is mailed to your address on record.",
  ],
  awaitingSecondPerson: [
    "Waiting for a second person",
    "Your account has authority over others, so another person must confirm.",
  ],
  claimed: [
    "The helpdesk has taken your request",
    "An agent will call your office number on record to verify you.",
  ],
  verifyingCaller: [
    "The helpdesk is verifying you",
    "Please answer your office number on record. You will never be asked for a password.",
  ],
  awaitingAnswer: [
    "The helpdesk asks you for more",
    "Please answer with “Add an explanation”; until then the clock of the promise stands still.",
  ],
  awaitingCallBack: [
    "You could not be reached; we will call again",
    "Please stay near your office number on record.",
  ],
  challenge: ["Under way with the agency's card", "The keeper of the card is at work."],
  cardProven: ["Under way with the agency's card", "The keeper of the card is at work."],
  personChosen: ["Under way with the agency's card", "The keeper of the card is at work."],
  "passwordHandover.issuing": [
    "Mailing the temporary password",
    "It goes to your address on record and usually arrives within minutes.",
  ],
  "passwordHandover.mailed": [
    "The temporary password is in the mail",
    "Open the mail at your address on record, sign in once with it, and set a password of your own.",
  ],
  "passwordHandover.firstLogin": [
    "One step left: your own password",
    "You signed in with the temporary password and have not set your own yet. If the page is closed, sign in with it again.",
  ],
  "passwordHandover.undeliverable": [
    "The mail could not be delivered",
    "Your address on record takes no mail. Your personnel office has been told; please have it corrected.",
  ],
  "passwordHandover.lapsed": [
    "The temporary password has lapsed",
    "It was not used in time. You can have it sent again twice within 7 days.",
  ],
  "passwordHandover.locked": [
    "The temporary password is dead",
    "There were too many wrong tries. Ask the helpdesk or your personnel office to send another.",
  ],
  solved: ["Done", "You have signed in and set your own password."],
  returned: ["The request was returned", "See the reason, then ask again or talk to your personnel office."],
  withdrawn: ["The request was withdrawn", "Ask again if you still need help."],
  refused: ["The request could not be accepted", "If in doubt, call the helpdesk."],
  disputed: [
    "Withdrawn and reported",
    "This request has stopped and its password is dead. Your personnel office and the administrators have been told.",
  ],
  expired: ["Closed because time ran out", "Ask again if you still need help."],
  joined: ["Joined to a request under way", "Your earlier request is still being handled; see its mail."],
};

/** What is said otherwise where a one-time link was mailed in place of a password. */
const byLinkZh = {
  "passwordHandover.mailed": [
    "設定密碼的連結已寄出",
    "請到您留存的電子郵件收信，按信中的連結設定自己的密碼。設定完成後，連結即失效。",
  ],
  "passwordHandover.firstLogin": [
    "還差一步：設定自己的密碼",
    "您已開啟信中的連結，還沒有設定自己的密碼。頁面若已關閉，請再開啟信中的連結。",
  ],
  "passwordHandover.undeliverable": [
    "信件無法送達",
    "信件沒有送到您留存的電子郵件，信中的連結已作廢。已通知人事單位，請與其聯絡，確認地址後再寄一次。",
  ],
  "passwordHandover.lapsed": ["設定密碼的連結已失效", "沒有在時間內設定密碼。7 天內可以自己再寄兩次。"],
} satisfies Partial<Record<keyof typeof statesZh, readonly [string, string]>>;

const byLinkEn: Record<keyof typeof byLinkZh, readonly [string, string]> = {
  "passwordHandover.mailed": [
    "The link to set a password has been mailed",
    "Open the mail at your address on record and follow its link to set a password of your own. The link then ends.",
  ],
  "passwordHandover.firstLogin": [
    "One step left: set your own password",
    "You opened the link and have not set a password yet. If the page is closed, open the link again.",
  ],
  "passwordHandover.undeliverable": [
    "The mail could not be delivered",
    "It did not reach your address on record, and its link is dead. Your personnel office has been told: agree on the address with them, then have it sent again.",
  ],
  "passwordHandover.lapsed": [
    "The link to set a password has lapsed",
    "No password was set in time. Within 7 days you can have it sent again twice.",
  ],
};

/**
 * What a state means to the person who asked: a headline and what comes next.
 *
 * @param byLink a one-time link was mailed in place of a password
 */
export function applicantStateWords(
  state: string,
  locale: Locale,
  byLink = false,
): { title: string; next: string } {
  const english = locale === "en";
  const states: Partial<Record<string, readonly [string, string]>> = {
    ...(english ? statesEn : statesZh),
    ...(byLink && (english ? byLinkEn : byLinkZh)),
  };
  const [title, next] = states[state] ?? [english ? "Status of your request" : "案件進度", ""];
  return { title, next };
}
