import { defineText } from "../../language/text";
import { useLocale } from "../web/page-facts";
import { Notice } from "../ui/elements";
import { DateTime } from "../ui/time";

/** A try that did not sign anybody in, and the login typed; the password is never kept. */
export type FailedSignIn = { account: string } & (
  { outcome: "empty" | "wrong" | "lapsed" | "busy" } | { outcome: "paused"; until: number }
);

const failedText = defineText({
  zh: {
    empty: "請輸入帳號與密碼",
    emptyWay: "帳號是身分證字號或您的自訂帳號。",
    wrong: "帳號或密碼不正確",
    wrongWay: "請檢查大小寫與輸入法。忘記密碼或從未登入過，請由本頁的「忘記密碼」「第一次登入」申請。",
    lapsed: "這組一次性密碼已逾期或已作廢",
    lapsedWay: "可由信中的案件網址再寄一次，或重新申請。",
    status: "查詢案件進度",
    ask: "重新申請",
    paused: "錯誤次數過多，暫停登入",
    pausedUntil: "可再次登入的時間：",
    pausedWay: "忘記密碼不必等候，可以現在申請。",
    forgot: "忘記密碼",
    busy: "目前登入的人太多",
    busyWay: "未執行，請稍候再試。",
  },
  en: {
    empty: "Enter your account and password",
    emptyWay: "Your account is your national ID number or the name you chose.",
    wrong: "Account or password is wrong",
    wrongWay:
      "Check capitals and input method. If you forgot the password or never signed in, ask for help on this page.",
    lapsed: "This temporary password has lapsed or is dead",
    lapsedWay: "Have it sent again from the address in the mail, or ask anew.",
    status: "Follow a request",
    ask: "Ask again",
    paused: "Too many wrong tries: sign-in is paused",
    pausedUntil: "You can try again at",
    pausedWay: "If you forgot the password you need not wait: ask for help now.",
    forgot: "Forgot the password",
    busy: "Too many people are signing in",
    busyWay: "Nothing was done; try again in a moment.",
  },
});

/** Why the sign-in did not work, and the way on. */
export function SignInFailed(failed: FailedSignIn) {
  const text = failedText(useLocale());
  const { outcome } = failed;
  return (
    <Notice
      tone={outcome === "paused" || outcome === "lapsed" ? "warn" : "error"}
      role="alert"
      title={text[outcome]}
    >
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
      {outcome === "lapsed" && (
        <p className="row">
          <a href="/status">{text.status}</a>
          <a href="/ask">{text.ask}</a>
        </p>
      )}
    </Notice>
  );
}
