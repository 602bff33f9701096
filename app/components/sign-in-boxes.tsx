import type { ReactNode } from "react";
import { defineText } from "../../language/text";
import { useLocale } from "../web/page-facts";
import { TextField } from "./field";
import { IdempotencyField } from "./idempotency-field";
import { Button, ButtonLink, Card } from "./parts";

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
    cardFor: "使用自然人憑證與讀卡機。第一次使用時，另以自訂帳號或身分證字號驗證。",
    cardSignIn: "使用憑證登入",
    cardNeeds: "須有 JavaScript 與跨平台網頁元件。",
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
    cardFor:
      "With your citizen certificate card and a reader. The first time, your account name or national ID number is asked for as well.",
    cardSignIn: "Use my certificate",
    cardNeeds: "Needs JavaScript and the card component.",
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

/** 憑證登入: leads to the page that talks to the card. */
export function CertificateSignIn() {
  const text = signInText(useLocale());
  return (
    <Card title={text.card}>
      <div className="stack">
        <p>{text.cardFor}</p>
        <ButtonLink href="/certificate-sign-in" block>
          {text.cardSignIn}
        </ButtonLink>
        <p className="soft">
          {text.cardNeeds}{" "}
          <a className="nowrap" href="/component-check">
            {text.check}
          </a>
        </p>
      </div>
    </Card>
  );
}
