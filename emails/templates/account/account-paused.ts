import { facts, paragraph } from "../../document";
import { defineMail } from "../../template";
import { defineWording } from "../../wording";
import { statusLink } from "../applicant/status-link";
import { account, sampleAt } from "../sample-facts";

interface AccountPaused {
  account: string;
  foundAt: number;
}

/** Wrong passwords have paused the account while a request is under way; its owner gets in all the same by the link. */
export const accountPaused = defineMail({
  template: "account-paused",
  joins: "status-link",
  answerable: true,
  wording: defineWording({
    zh: {
      title: "您的帳號因多次輸入錯誤而暫停登入",
      paused:
        "有人多次以錯誤的密碼嘗試登入您的帳號，{site}因此暫停這個帳號的登入。這些嘗試都沒有成功，您的密碼也沒有因此改變。",
      comeIn:
        "您不必等候：請以您要登入的瀏覽器開啟下列網址，再由同一個瀏覽器登入，即不受暫停影響。一次性密碼在先前的信裡，這封信不再重複。",
      notYou:
        "若這件申請不是您提出的，請在該網址的頁面按「不是我申請的」或「撤回申請」，或立即撥打 {phone}。",
    },
    en: {
      title: "Sign-in to your account is paused after wrong attempts",
      paused:
        "Somebody tried wrong passwords at your account several times, so {site} has paused signing in to it. None of these attempts got in, and none changed your password.",
      comeIn:
        "You need not wait: open the address below in the browser you want to sign in with, then sign in from that same browser, and the pause does not apply to you. A temporary password is in an earlier mail; this one does not repeat it.",
      notYou:
        "If you did not ask for this request, choose “I did not ask for this” or “Withdraw” on the page at that address, or call {phone} at once.",
    },
  }),
  sample: { account, foundAt: sampleAt },
  document: (mail: AccountPaused, { say, voice, number, statusUrl }) => ({
    subject: voice.subject(say("title"), number),
    blocks: [
      paragraph(say("paused")),
      facts(
        [voice.labels.number, number],
        [voice.labels.account, mail.account],
        [voice.labels.when, voice.time(mail.foundAt)],
      ),
      paragraph(say("comeIn")),
      statusLink(voice, statusUrl),
      paragraph(say("notYou")),
    ],
  }),
});
