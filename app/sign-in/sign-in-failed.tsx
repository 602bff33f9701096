import type { TooBusy } from "../../accounts/passwords/concurrency-limit";
import type { DeadPassword } from "../../workflows/sign-in/sign-in";
import { operator } from "../../language/operator";
import { defineText } from "../../language/text";
import { useLocale } from "../web/page-facts";
import { Notice } from "../ui/elements";
import { DateTime } from "../ui/time";

/** A try that did not sign anybody in, and the login typed; the password is never kept. */
export type FailedSignIn = { account: string } & (
  | { outcome: "empty" | "wrong" | TooBusy["code"] | "signed-out" | DeadPassword }
  | { outcome: "paused"; until: number }
);

const failedText = defineText({
  zh: {
    empty: "請輸入帳號與密碼",
    emptyWay: "帳號是身分證字號或您的自訂帳號。",
    wrong: "帳號或密碼不正確",
    wrongWay:
      "請檢查大小寫與輸入法；使用信中的一次性密碼時，請用最新一封信的。忘記密碼或從未登入過，請由本頁的「忘記密碼」「第一次登入」申請。",
    used: "這組一次性密碼已經用過",
    usedWay:
      "您已用它設定了自己的密碼，請以自己的密碼登入；想不起來時，請申請重設。若不是您設定的，請立即與我們聯絡。",
    expired: "這組一次性密碼已過有效期限",
    expiredWay:
      "期限寫在寄送密碼的信裡。系統會另寄一封「一次性密碼已失效」的通知，由其中的網址可以再寄一次；沒有收到，請洽您的人事單位，或重新申請。",
    voided: "這組一次性密碼已作廢",
    voidedWay:
      "可能已寄出新的一組、申請已撤回、您的資料在核准後有變更，或錯誤次數過多。請以最新一封信中的密碼登入；沒有新的信，請洽您的人事單位，或重新申請。",
    ask: "重新申請",
    call: (number: string) => `客服專線 ${number}`,
    "signed-out": "這份登入表單已經用過",
    "signed-outWay": "用它開啟的登入已經結束。請重新輸入帳號與密碼。",
    paused: "錯誤次數過多，暫停登入",
    pausedUntil: "可再次登入的時間：",
    pausedWay:
      "曾經登入過的瀏覽器、開啟過案件信中網址的瀏覽器，以及自然人憑證，不受此限。忘記密碼不必等候，可以現在申請。",
    forgot: "忘記密碼",
    "too-busy": "目前登入的人太多",
    "too-busyWay": "未執行，請稍候再試。",
    "lane-full": "從您所在的網路登入的人太多",
    "lane-fullWay": "未執行，請稍候再試。曾經登入過的瀏覽器與自然人憑證不受此限。",
  },
  en: {
    empty: "Enter your account and password",
    emptyWay: "Your account is your national ID number or the name you chose.",
    wrong: "Account or password is wrong",
    wrongWay:
      "Check capitals and input method; a temporary password is the one of the newest mail. If you forgot the password or never signed in, ask for help on this page.",
    used: "This temporary password has been used",
    usedWay:
      "You have set a password of your own with it: sign in with that one, or ask for a reset if you forgot it. If it was not you, contact us at once.",
    expired: "This temporary password has run out",
    expiredWay:
      "Its end is named in the mail that brought it. You are also mailed a notice that it has lapsed; the address in that notice sends another. If it has not come, ask your personnel office, or ask anew.",
    voided: "This temporary password was stopped",
    voidedWay:
      "A newer one was mailed, the request was withdrawn, your record changed after the approval, or there were too many wrong tries. Sign in with the password of the newest mail; if there is none, ask your personnel office, or ask anew.",
    ask: "Ask again",
    call: (number: string) => `Helpdesk ${number}`,
    "signed-out": "This sign-in form has been used",
    "signed-outWay": "What it opened has ended. Enter your account and password again.",
    paused: "Too many wrong tries: sign-in is paused",
    pausedUntil: "You can try again at",
    pausedWay:
      "A browser you signed in from before, one that opened the address in a mail about your request, and the citizen certificate are not affected. If you forgot the password you need not wait: ask for help now.",
    forgot: "Forgot the password",
    "too-busy": "Too many people are signing in",
    "too-busyWay": "Nothing was done; try again in a moment.",
    "lane-full": "Too many people on your network are signing in",
    "lane-fullWay":
      "Nothing was done; try again in a moment. A browser you signed in from before and the citizen certificate are not affected.",
  },
});

/** Why the sign-in did not work, and the way on. */
export function SignInFailed(failed: FailedSignIn) {
  const text = failedText(useLocale());
  const { outcome } = failed;
  const dead = outcome === "used" || outcome === "expired" || outcome === "voided";
  return (
    <Notice tone={outcome === "paused" || dead ? "warn" : "error"} role="alert" title={text[outcome]}>
      {outcome === "paused" ? (
        <>
          <p>
            {text.pausedUntil} <DateTime strong at={failed.until} />
          </p>
          <p>
            {text.pausedWay} <a href="/ask?reason=forgot">{text.forgot}</a>
          </p>
        </>
      ) : (
        <p>{text[`${outcome}Way`]}</p>
      )}
      {dead && (
        <p className="row">
          <a href="/ask">{text.ask}</a>
          <a href={`tel:${operator.telephone.dialled}`}>{text.call(operator.telephone.shown)}</a>
        </p>
      )}
    </Notice>
  );
}
