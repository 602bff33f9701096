import { cardRefusalWords } from "../../../workflows/cards/card-words";
import { defineText } from "../../../language/text";
import type { Locale } from "../../../language/locale";

interface Told {
  message: string;
  remedy: string;
}

/** What a sign-in by card says of itself, beside the verdict on the card. */
const zh = {
  "no-match": {
    message: "無法以這張憑證驗證您輸入的帳號",
    remedy: "請核對輸入的自訂帳號或身分證字號；仍不行時，請人事單位或客服協助。",
  },
  "name-differs": {
    message: "憑證上的姓名與人事資料不同",
    remedy: "更名後請先換發自然人憑證，或請人事單位更正留存的姓名，再登入一次。",
  },
  "person-left": {
    message: "這個帳號的人員已離職或調離，帳號已停用",
    remedy: "如已到新機關任職，請新機關的人事單位辦理。",
  },
  "another-card-bound": {
    message: "您的帳號已綁定另一張憑證",
    remedy:
      "請以原來的憑證登入後在「我的專區」解除；原來的憑證已失效時，可用密碼登入解除，或請人事單位解除。",
  },
  "claimed-meanwhile": {
    message: "這張憑證剛在另一個視窗辦理過",
    remedy: "請回首頁，重新以憑證登入。",
  },
  "tries-spent": {
    message: "驗證次數已滿 5 次，這張憑證今日不再受理帳號驗證",
    remedy: "您不必等候，可以現在請人事單位或客服協助。",
  },
  "card-refused-often": {
    message: "憑證已連續 5 次未通過驗證",
    remedy: "請先檢測元件與卡片，或請人事單位、客服協助。",
  },
  "card-proof-expired": {
    message: "驗證憑證後已超過 15 分鐘",
    remedy: "請回首頁，重新以憑證登入。",
  },
  "needs-confirmation": { message: "憑證等候確認", remedy: "確認之後才能用這張憑證登入。" },
  expired: { message: "這次登入已逾時", remedy: "請回首頁，重新以憑證登入。" },
  "purpose-wrong": {
    message: "這不是自然人憑證",
    remedy: "憑證登入請使用您本人的自然人憑證。要以機關憑證為同仁設定密碼，請改由下面的途徑。",
  },
  "leaf-may-not-sign": {
    message: "這張憑證是加密用憑證，不能登入",
    remedy: "請使用卡片的簽章用憑證；仍出現此訊息時請更新元件。",
  },
} satisfies Record<string, Told>;

const en: Record<keyof typeof zh, Told> = {
  "no-match": {
    message: "This certificate does not verify the account you entered",
    remedy: "Check the account or national ID number. If it still fails, HR or the helpdesk can help.",
  },
  "name-differs": {
    message: "The name on the certificate is not the one on record",
    remedy: "Have the card renewed after a change of name, or HR correct the record, then sign in again.",
  },
  "person-left": {
    message: "The person of this account has left, and it is closed",
    remedy: "If you have moved to another agency, its HR office can help.",
  },
  "another-card-bound": {
    message: "Another certificate is bound to your account",
    remedy:
      "Sign in with that one and unbind it on your page. If it is no longer valid, sign in by password to unbind it, or ask HR.",
  },
  "claimed-meanwhile": {
    message: "This certificate was just used in another window",
    remedy: "Go back to the home page and sign in with the certificate again.",
  },
  "tries-spent": {
    message: "That was the fifth try; this certificate can name no account any more today",
    remedy: "You need not wait: HR or the helpdesk can help now.",
  },
  "card-refused-often": {
    message: "The certificate was refused five times",
    remedy: "Check the component and the card, or let HR or the helpdesk help.",
  },
  "card-proof-expired": {
    message: "More than 15 minutes have passed since the certificate was proven",
    remedy: "Go back to the home page and sign in with the certificate again.",
  },
  "needs-confirmation": {
    message: "The certificate waits to be confirmed",
    remedy: "You can sign in with it once it is confirmed.",
  },
  expired: {
    message: "This sign-in has run out of time",
    remedy: "Go back to the home page and sign in with the certificate again.",
  },
  "purpose-wrong": {
    message: "This is not a citizen certificate",
    remedy:
      "Sign in with your own citizen certificate. To set a colleague's password with an agency's card, take the way below.",
  },
  "leaf-may-not-sign": {
    message: "This is an encryption certificate, which cannot sign in",
    remedy: "Use the card's signature certificate; if this goes on, update the component.",
  },
};

const remedies = defineText({
  zh: { card: "請換一張卡片或排除問題後再試；也可請人事單位或客服協助，不必等憑證修復。" },
  en: { card: "Mend it and try again, or let HR or the helpdesk help meanwhile." },
});

const words = defineText({
  zh: {
    title: "身分驗證",
    identifyTitle: "第一次以憑證登入",
    identifyLead: (name: string) =>
      `已驗證${name}的自然人憑證。請輸入您的帳號，驗證通過後綁定這張憑證，此後只要憑證就能登入。`,
    login: "自訂帳號或身分證字號",
    loginHint: "從未設定過自訂帳號的，請輸入身分證字號。",
    triesLeft: (left: number) => `還可以驗證 ${left} 次。`,
    identify: "驗證並登入",
    waysOn: "您也可以",
    askFor: "請人事單位或客服協助：已知的資料會先為您填好。",
    ask: "申請登入協助",
    story: (reason: string) => `以自然人憑證登入未能完成。${reason}`,
    waitingTitle: "憑證等候確認",
    code: (code: string) => `確認碼 ${code}`,
    waitingLead: "同名的人可能不只一位，特權帳號更須確認。確認是您本人之前，這張憑證不能登入。",
    waitingHow: "如何確認（任一種）",
    byLink: "收取寄到留存電子郵件的信，核對確認碼後按信中的連結。留存的地址 30 天內變更過的，不寄連結。",
    byHr: "攜帶卡片與證件到人事單位，當面確認並出示上面的確認碼。",
    byTemporary: "申請一次性密碼，以它登入後在「我的專區」確認。",
    afterwards: "確認後，回首頁以憑證登入即可。",
    wrongAccount: "剛才輸入的不是您的帳號？",
    claimAnew: "重新輸入帳號",
    refusedTitle: "憑證登入未通過",
    again: "再以憑證登入一次",
    againFor: "回首頁，插入卡片並輸入憑證密碼（PIN 碼）。",
    check: "元件檢測",
    checkFor: "檢查元件、讀卡機與卡片是否正常。",
    agencyCard: "以機關憑證設定密碼",
    agencyCardFor: "機關憑證保管人為本機關的同仁設定密碼。",
  },
  en: {
    title: "Identity check",
    identifyTitle: "The first time by certificate",
    identifyLead: (name: string) =>
      `The citizen certificate of ${name} is proven. Enter your account: once verified it is bound to this certificate, which is all you need from then on.`,
    login: "Account or national ID number",
    loginHint: "If you never chose an account name, enter your national ID number.",
    triesLeft: (left: number) => (left === 1 ? "One try is left." : `${left} tries are left.`),
    identify: "Verify and sign in",
    waysOn: "You can also",
    askFor: "Let HR or the helpdesk help: what is known is filled in for you.",
    ask: "Ask for help",
    story: (reason: string) => `Signing in with a citizen certificate did not work. ${reason}`,
    waitingTitle: "The certificate waits to be confirmed",
    code: (code: string) => `Code ${code}`,
    waitingLead:
      "Two people may share a name, and privileged accounts need more still. The certificate opens nothing until it is confirmed to be yours.",
    waitingHow: "How to confirm it (any one)",
    byLink:
      "Open the mail sent to your address on record, compare the code, and follow its link. No link goes to an address changed within 30 days.",
    byHr: "Take card and papers to HR and show the code above, to be confirmed in person.",
    byTemporary: "Ask for a temporary password, sign in with it and confirm on your page.",
    afterwards: "Once confirmed, sign in with the certificate on the home page.",
    wrongAccount: "Was it not your account that you entered?",
    claimAnew: "Enter the account again",
    refusedTitle: "The certificate did not sign you in",
    again: "Sign in with the certificate again",
    againFor: "On the home page: insert the card and enter its PIN.",
    check: "Check the component",
    checkFor: "Whether component, reader and card work.",
    agencyCard: "Set a password with the agency's certificate",
    agencyCardFor: "The keeper of an agency's card sets the password of one of its people.",
  },
});

/** The words of these pages, with what stands in the way by its code. */
export function certificateText(locale: Locale) {
  const why: Partial<Record<string, Told>> = locale === "en" ? en : zh;
  const told = (code: string) => why[code];
  return {
    ...words(locale),
    message: (code: string) => told(code)?.message ?? cardRefusalWords(code, locale),
    remedy: (code: string) => told(code)?.remedy ?? remedies(locale).card,
  };
}
