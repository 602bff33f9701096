import type { EventType } from "../machines/acts";
import { formatDateTime } from "../../language/minguo";
import type { DeskRefusalCode, First, Refusal } from "./refusal";

interface InBoth {
  zh: string;
  en: string;
}

interface Words {
  message: InBoth;
  remedy?: InBoth;
}

const say = (zh: string, en: string): InBoth => ({ zh, en });

/** What each refusal says to people: what stands in the way, and the way on. */
const words: Record<DeskRefusalCode, Words> = {
  oneself: {
    message: say("不得處理自己的帳號", "You may not act on your own account"),
    remedy: say("請由另一位有權限的同仁辦理。", "Ask another colleague with the authority to do it."),
  },
  "derived-from-subject": {
    message: say(
      "您的權限來自這位主管，不得處理其帳號",
      "Your authority comes from this supervisor, so you may not act on this account",
    ),
    remedy: say(
      "請由上級人事單位，或以機關憑證辦理。",
      "Superior HR or the agency's certificate must start it.",
    ),
  },
  "derived-from-first": {
    message: say(
      "您的權限與第一位經辦人出自同一主管，不能作為第二人",
      "Your authority comes from the same supervisor as the first person's, so you cannot be the second",
    ),
    remedy: say(
      "請由客服人員，或權限來源不同的人事主管確認。",
      "A helpdesk agent or an HR supervisor with authority of their own must confirm.",
    ),
  },
  "same-person": {
    message: say(
      "您已經辦過這件的前一步，須由另一位確認",
      "You did the step before, so another person must confirm",
    ),
    remedy: say("請通知另一位有權限的同仁。", "Tell another colleague with the authority."),
  },
  "helpdesk-confirms": {
    message: say("這件須由客服人員確認", "A helpdesk agent must confirm this case"),
    remedy: say(
      "以機關憑證辦理的案件，以及人事主管本人的案件，第二人一律為客服人員。",
      "For cases started with an agency's card, and those of an HR supervisor, the second person is always an agent.",
    ),
  },
  "recent-changer": {
    message: say(
      "您，或您的權限所依據的人，在 30 天內變更過這位同仁的資料，不得經辦其案件",
      "You, or somebody your authority rests on, changed this person's data within the last 30 days, so you may not handle the case",
    ),
    remedy: say(
      "請由另一位有權限的同仁辦理，並請其核對該次變更。",
      "Another colleague with the authority must do it, and check that change.",
    ),
  },
  "not-hr": {
    message: say(
      "此事須由人事主管或經授權的人事人員辦理",
      "Only an HR supervisor or authorised HR staff may do this",
    ),
  },
  "another-agency": {
    message: say("這位同仁不屬於您服務的機關", "This person does not belong to an agency you serve"),
    remedy: say(
      "請由其服務機關的人事單位辦理，或轉由客服協助。",
      "The HR office of that agency must do it, or hand the case to the helpdesk.",
    ),
  },
  upward: {
    message: say(
      "所屬機關不得處理上級機關人員的帳號",
      "A subordinate agency may not act on people of the agency above it",
    ),
    remedy: say("請由該上級機關的人事單位辦理。", "The superior agency's own HR office must do it."),
  },
  "delegation-expired": {
    message: say("您的授權已到期或已撤銷", "Your delegation has run out or was revoked"),
    remedy: say("請洽人事主管重新授權。", "Ask the HR supervisor for a new one."),
  },
  "prepare-only": {
    message: say(
      "您的授權僅能擬辦，須由人事主管核准",
      "Your delegation lets you prepare; a supervisor must decide",
    ),
  },
  "not-agent": { message: say("此事須由客服人員辦理", "Only a helpdesk agent may do this") },
  "not-assignee": {
    message: say("此案由另一位承辦", "Somebody else is handling this case"),
    remedy: say("如需接手，請先改派給自己。", "To take over, reassign it to yourself first."),
  },
  "not-staff": { message: say("此事須由承辦人員辦理", "Only staff may do this") },
  "not-applicant": {
    message: say("此事須由申請人本人辦理", "Only the applicant may do this"),
    remedy: say(
      "請使用寄到留存電子郵件的連結，或先登入。",
      "Use the link mailed to the address on record, or sign in first.",
    ),
  },
  "not-card-holder": {
    message: say(
      "此事須由持機關憑證者在原視窗辦理",
      "Only the holder of the agency's card may do this, in the same window",
    ),
    remedy: say(
      "請由「以機關憑證設定密碼」重新開始。",
      "Start again from “Set a password with the agency's certificate”.",
    ),
  },
  "card-of-another-agency": {
    message: say("此憑證的機關不含這位同仁", "The agency of this card does not include this person"),
    remedy: say(
      "請使用其服務機關或上級機關的憑證，或轉由客服協助。",
      "Use the card of that agency or one above it, or hand over to the helpdesk.",
    ),
  },
  "another-card": {
    message: say("簽章的憑證與先前驗證的不同", "The order was signed by another card than the one proven"),
    remedy: say("請插回同一張憑證再簽一次。", "Insert the same card and sign again."),
  },
  "card-proof-expired": {
    message: say("憑證驗證已超過 5 分鐘", "The card was proven more than 5 minutes ago"),
    remedy: say("請重新驗證憑證。", "Prove the card again."),
  },
  "system-only": { message: say("此步驟由系統執行", "Only the system does this") },
  "no-subject": {
    message: say("尚未確認這是哪一位同仁", "It is not known yet whom this case is about"),
    remedy: say("請客服人員先確認身分。", "A helpdesk agent must identify the person first."),
  },
  "subject-left": {
    message: say("這位同仁已離職，不得發給密碼", "This person has left, so no password is given out"),
    remedy: say("如已復職，請人事單位先更新在職狀況。", "HR must record first that they are back."),
  },
  "no-address": {
    message: say(
      "這位同仁沒有留存的電子郵件，無法寄送一次性密碼",
      "This person has no address on record, so no password can be mailed",
    ),
    remedy: say(
      "請人事單位先登記電子郵件（登記者不得再核准）。",
      "HR must record one first; whoever records it may not approve.",
    ),
  },
  "no-office-phone": {
    message: say("沒有留存的公務電話可以回撥", "There is no office number on record to call back"),
    remedy: say("請轉由人事單位處理。", "Hand the case to HR."),
  },
  "verification-incomplete": {
    message: say("身分核對尚未達到標準", "The caller is not verified yet"),
    remedy: say(
      "須回撥留存的公務電話，並核對兩項資料。",
      "Call back the number on record and check two facts.",
    ),
  },
  "not-a-check": { message: say("這不是核對項目", "This is not one of the checks") },
  "resend-limit": {
    message: say("7 天內已重寄兩次", "It was already sent again twice within 7 days"),
    remedy: say("請洽客服或人事單位。", "Ask the helpdesk or HR."),
  },
  "address-changed": {
    message: say(
      "核准之後電子郵件已變更，須由承辦人員重新寄送",
      "The address was changed after the decision, so staff must send it again",
    ),
  },
  "decision-changed": {
    message: say(
      "核准之後，這位同仁的資料、角色或機關已變更，或核准已逾 7 天，須重新核准",
      "Since the decision this person's record, roles or agency have changed, or 7 days have passed, so it must be decided anew",
    ),
    remedy: say("請重新辦理核准或身分確認。", "Approve it, or verify the caller, again."),
  },
  "other-issue": {
    message: say("這屬於先前的一次寄送，已不適用", "This belongs to an earlier issue and no longer counts"),
  },
  expired: {
    message: say("已超過有效時間", "The time has run out"),
    remedy: say("請重新申請寄送。", "Have it sent again."),
  },
  "same-path": { message: say("案件已在這個途徑", "The case is on this path already") },
  "nothing-unread": { message: say("沒有未讀的來信", "There is no unread mail") },
  "not-this-way": { message: say("案件不能這樣轉出", "The case cannot be handed over this way") },
  "not-now": {
    message: say("案件目前的狀態不能做這件事", "This cannot be done in the case's present state"),
    remedy: say("請重新整理，看案件目前到哪一步。", "Reload to see where the case stands."),
  },
  "no-such-ticket": {
    message: say("找不到這個案件", "There is no such case"),
    remedy: say("請核對案號，例如 R1151123-0042。", "Check the number, for example R1151123-0042."),
  },
  "no-such-person": { message: say("找不到這位同仁", "There is no such person") },
  "authority-changed": {
    message: say("您的權限剛剛有變動，未執行", "Your authority has just changed; nothing was done"),
    remedy: say("請重新整理後再試。", "Reload and try again."),
  },
  "another-ticket-open": {
    message: say("這位同仁已有處理中的案件", "This person has an open case already"),
    remedy: say("請在該案件上辦理。", "Work on that one."),
  },
  "idempotency-mismatch": {
    message: say("同一個識別碼送出了不同的內容", "The same key came with a different content"),
    remedy: say("請重新開啟該頁再送出。", "Open the page again and resend; programs use a new key."),
  },
  busy: {
    message: say("系統忙碌，未執行", "The system is busy; nothing was done"),
    remedy: say("請稍候再試。", "Try again in a moment."),
  },
  "clock-behind": {
    message: say(
      "伺服器時鐘早於最近一筆稽核紀錄，暫停辦理",
      "The server's clock is behind the newest record of the audit; nothing was done",
    ),
    remedy: say(
      "請通知系統管理員校正時鐘後再試。",
      "Tell an administrator to set the clock right, then try again.",
    ),
  },
  "not-an-address": {
    message: say("這不是一個電子郵件地址", "This is not a mail address"),
    remedy: say(
      "請輸入單一地址，例如 wang@agency.gov.tw。",
      "Give one plain address, for example wang@agency.gov.tw.",
    ),
  },
  "not-a-national-id": {
    message: say("這不是一個身分證字號", "This is not a national ID number"),
    remedy: say(
      "請輸入完整的身分證字號或統一證號，共 10 個字元。",
      "Give a whole national ID or resident certificate number of 10 characters.",
    ),
  },
  "national-id-taken": {
    message: say(
      "這個身分證字號已登記在另一位同仁名下",
      "This national ID number is on another person's record",
    ),
    remedy: say(
      "請核對證件；若同一人有兩筆資料，請洽系統管理員。",
      "Check the document; if one person has two records, tell the administrator.",
    ),
  },
  unchanged: {
    message: say("與留存的資料相同，未變更", "This is what is on record already; nothing was changed"),
  },
  "person-changed": {
    message: say(
      "這位同仁的資料剛由別人變更，未執行",
      "Somebody else has just changed this person's data; nothing was done",
    ),
    remedy: say("請先看新的資料，再決定是否仍要變更。", "Look at the new data before you change it again."),
  },
  "cannot-delegate": {
    message: say(
      "授權須由人事主管本人辦理，不得轉授",
      "Only a supervisor may delegate, and only authority of their own",
    ),
    remedy: say("請洽您的人事主管。", "Ask your HR supervisor."),
  },
  "bad-dates": {
    message: say("授權的起訖日期不正確", "The dates of the delegation are not right"),
    remedy: say(
      "迄日須在今日或之後、不早於起日，期間最長一年。",
      "The last day must not lie in the past or before the first day, and a year is the most.",
    ),
  },
  "no-such-delegation": { message: say("找不到您給的這項授權", "You have given no such delegation") },
  "already-revoked": { message: say("這項授權已經撤銷", "This delegation has been revoked already") },
  "dead-link": {
    message: say("這個網址已失效", "This link no longer opens anything"),
    remedy: say(
      "地址可能又有變更；請洽您的人事單位。",
      "The address may have been changed again: ask your HR office.",
    ),
  },
  "wording-moved": {
    message: say(
      "這些文字剛由別人改過，未儲存",
      "Somebody else has just changed these sentences; nothing was saved",
    ),
    remedy: say(
      "您輸入的文字仍在下方，請對照目前的文字後再儲存。",
      "What you typed is still below: compare it with the present wording before you save it.",
    ),
  },
  "no-such-binding": {
    message: say("找不到這張綁定的憑證", "There is no such certificate bound"),
    remedy: say("可能已經解除；請重新整理。", "It may have been unbound; load the page again."),
  },
  "another-card-bound": {
    message: say("這個帳號已綁定另一張憑證", "Another certificate is bound to this account"),
    remedy: say("請先解除原來的憑證，再確認這一張。", "Unbind that one first, then confirm this one."),
  },
  "not-by-password": {
    message: say(
      "以一般密碼登入時不能確認憑證",
      "A certificate cannot be confirmed after signing in by password",
    ),
    remedy: say(
      "請用寄到留存電子郵件的連結、以一次性密碼登入，或攜帶卡片與證件由人事單位當面確認。",
      "Use the link mailed to the address on record, sign in with a temporary password, or take card and papers to HR.",
    ),
  },
  "link-not-here": {
    message: say("確認連結已失效", "The link to confirm no longer works"),
    remedy: say(
      "請再插卡登入一次，會寄出新的連結。",
      "Sign in with the card once more, and a new link is mailed.",
    ),
  },
  "address-not-settled": {
    message: say(
      "留存的電子郵件在 30 天內變更過，不能用來確認憑證",
      "The address on record was changed within the last 30 days and cannot confirm a certificate",
    ),
    remedy: say(
      "請攜帶卡片與證件，由人事單位當面確認。",
      "Take the card and your papers to HR, to be confirmed in person.",
    ),
  },
  "no-such-change": { message: say("找不到這項待確認的變更", "There is no such change") },
  "already-waiting": {
    message: say("同一項變更已在等待確認", "A change of the same waits already"),
    remedy: say(
      "請先等待結果，或由送出的人撤回。",
      "Wait for its outcome, or have whoever asked for it withdraw it.",
    ),
  },
  "already-decided": {
    message: say("這項變更已有結果，未執行", "This change has been decided already; nothing was done"),
    remedy: say("請重新整理，看是誰辦的。", "Reload to see by whom."),
  },
  "change-lapsed": {
    message: say("這項變更等候太久，已失效", "This change has waited too long and has lapsed"),
    remedy: say("如仍需要，請重新送出。", "Ask for it anew if it is still needed."),
  },
  "record-moved": {
    message: say(
      "送出之後資料已經不同，不能再確認",
      "What this was typed over has changed since, so it cannot be agreed to",
    ),
    remedy: say("請退回，並依新的資料重新送出。", "Return it, and ask anew from what is on record now."),
  },
  "reason-missing": {
    message: say("請寫明理由", "Say why"),
    remedy: say("理由會顯示給送出的人，並留在紀錄中。", "Whoever asked sees it, and it stays on record."),
  },
  "not-administrator": {
    message: say("此事須由系統管理員辦理", "Only an administrator may do this"),
  },
  "concerns-you": {
    message: say("這項變更與您有關，不得由您辦理", "This change concerns you, so you may not do it"),
    remedy: say("請由另一位系統管理員辦理。", "Another administrator must."),
  },
  "no-second-administrator": {
    message: say("沒有另一位可以同意的系統管理員", "There is no other administrator who could agree"),
    remedy: say(
      "請在主機上以 desk user、desk trust 辦理；會通知全體系統管理員與稽核人員。",
      "Do it from the shell by desk user or desk trust: all administrators and auditors are told.",
    ),
  },
  "role-held": {
    message: say("這個人已有這個角色與機關", "This person holds this role for these agencies already"),
  },
  "role-not-held": {
    message: say("這個人沒有這個角色或機關", "This person does not hold that"),
    remedy: say("可能已經收回；請重新整理。", "It may have been taken back; reload the page."),
  },
  "last-administrator": {
    message: say("這是最後一位系統管理員", "This is the last administrator"),
    remedy: say("請先授予另一位。", "Grant the role to another one first."),
  },
  "no-such-agency": {
    message: say("沒有這個 OID 的機關", "There is no agency with this OID"),
    remedy: say("請核對 OID，或先匯入機關資料。", "Check the OID, or import the agencies first."),
  },
  "agencies-missing": {
    message: say("人事主管須指明服務的機關", "Say which agencies the HR supervisor serves"),
  },
  "token-ended": {
    message: say("這個權杖已經不能用了", "This token opens nothing any more"),
    remedy: say("可能已由別人撤銷或已到期。", "Somebody may have revoked it, or it has run out."),
  },
  "not-below-itself": {
    message: say(
      "機關不能隸屬於自己或自己的下級",
      "An agency cannot stand below itself or one of its own subordinates",
    ),
  },
};

const acts: Partial<Record<EventType, InBoth>> = {
  APPROVE: say("核准", "approved it"),
  RETURN: say("退回", "returned it"),
  CONFIRM_SECOND: say("確認", "confirmed it"),
  REFUSE_SECOND: say("退回", "returned it"),
  CLAIM: say("受理", "claimed it"),
  VERIFY: say("核對通過", "verified the caller"),
  HAND_OVER: say("轉出", "handed it over"),
  WITHDRAW: say("撤回", "withdrew it"),
  DISPUTE: say("撤回並通報", "disputed it"),
  REISSUE: say("重新寄送", "issued it again"),
  BREAK_GLASS: say("由主控台緊急核發", "ordered a password from the console"),
};

/** What the refusal of a code says, in both languages, whoever meets with it. */
export const wordsOfCode = (code: DeskRefusalCode): Words => words[code];

/** What a refusal says, in both languages; names who was first where an act came too late. */
export function refusalWords({ code, detail: { first } }: Pick<Refusal, "code" | "detail">): Words {
  if (code !== "not-now" || first === null) return words[code];
  return { message: whoWasFirst(first), remedy: words[code].remedy };
}

function whoWasFirst({ type, actorName, at }: First): InBoth {
  const act = acts[type as EventType] ?? say("處理", "acted on it");
  return say(
    `${actorName ?? "系統"}已於 ${formatDateTime(at, "minguo", "zh-Hant-TW")} ${act.zh}`,
    `${actorName ?? "The system"} ${act.en} at ${formatDateTime(at, "gregorian", "en")}`,
  );
}

/** Whether a word is the code of a refusal of the desk. */
export const isRefusalCode = (word: string): word is DeskRefusalCode => Object.hasOwn(words, word);
