import type { ReactNode } from "react";
import { defineText } from "../../language/text";
import { useLocale } from "../web/page-facts";
import { CardSigning } from "../ui/card-reader/card-signing";
import { TextField } from "../ui/field";
import { IdempotencyField } from "../ui/idempotency-field";
import { Button, Card } from "../ui/elements";

interface AccountSignInProps {
  /** What was wrong with the last try. */
  notice?: ReactNode;
  /** What was typed before. */
  account?: string;
  formKey: string;
  /** Where to go after the sign-in. */
  next?: string;
}

const signInText = defineText({
  zh: {
    account: "帳號登入",
    accountLabel: "帳號（身分證字號或自訂帳號）",
    password: "密碼",
    signIn: "登入",
    mailed: "收到「您的新密碼如下」的郵件了嗎？用它登入一次，系統會請您設定自己的密碼。",
    card: "憑證登入",
    cardLead: "將自然人憑證插入讀卡機，輸入憑證密碼（PIN 碼）。第一次使用時會請您輸入帳號。",
    cardNoScript: "憑證登入需要 JavaScript 才能與讀卡元件通訊；無法開啟時，請以帳號登入。",
    cardSignIn: "以憑證登入",
    ask: "申請登入協助",
    checkFor: "讀不到卡？",
    check: "元件檢測",
  },
  en: {
    account: "Sign in by account",
    accountLabel: "Account (national ID number or the name you chose)",
    password: "Password",
    signIn: "Sign in",
    mailed:
      "Has the mail with your new password come? Sign in with it once, and you will be asked to set your own.",
    card: "Sign in by certificate",
    cardLead:
      "Put your citizen certificate into the reader and enter its PIN. The first time you are asked for your account.",
    cardNoScript:
      "Signing in by certificate needs JavaScript to talk to the card component. If you cannot switch it on, sign in by account.",
    cardSignIn: "Sign in with the certificate",
    ask: "Ask for help",
    checkFor: "The card is not read?",
    check: "Check the component",
  },
});

/** 帳號登入: posts to /sign-in, without JavaScript. */
export function AccountSignIn({ notice, account, next, formKey }: AccountSignInProps) {
  const text = signInText(useLocale());
  return (
    <Card title={text.account}>
      <form className="form" method="post" action="/sign-in">
        {notice}
        <IdempotencyField value={formKey} />
        {next && <input type="hidden" name="next" value={next} />}
        <TextField
          name="account"
          label={text.accountLabel}
          defaultValue={account}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <TextField
          name="password"
          label={text.password}
          type="password"
          autoComplete="current-password"
          required
        />
        <Button kind="primary" block>
          {text.signIn}
        </Button>
        <p className="soft">{text.mailed}</p>
      </form>
    </Card>
  );
}

interface CertificateSignInProps {
  /** Where the card component listens. */
  componentUrl: string;
  /** Where to go after the sign-in. */
  next?: string;
}

/** 憑證登入: the PIN goes to the card component alone; what the card signs leads on. */
export function CertificateSignIn({ componentUrl, next }: CertificateSignInProps) {
  const text = signInText(useLocale());
  return (
    <Card title={text.card}>
      <div className="stack">
        <p>{text.cardLead}</p>
        <noscript>
          <p>{text.cardNoScript}</p>
        </noscript>
        <CardSigning
          componentUrl={componentUrl}
          requestTo="/certificate/request"
          answerTo="/certificate/proof"
          button={text.cardSignIn}
          wayOut={{ to: "/ask?reason=certificate", label: text.ask }}
          lookLate
        >
          {next && <input type="hidden" name="next" value={next} />}
        </CardSigning>
        <p className="soft">
          {text.checkFor}{" "}
          <a className="nowrap" href="/component-check">
            {text.check}
          </a>
        </p>
      </div>
    </Card>
  );
}
