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
    cardNotYet: "自然人憑證登入尚未開放。",
    cardMeanwhile:
      "在那之前，請以帳號登入；沒有密碼時，可請人事單位、機關憑證保管人或客服協助，一次性密碼會寄到您留存的電子郵件。",
    ask: "申請登入協助",
    checkFor: "讀卡機與卡片是否正常，可以先檢測。",
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
    cardNotYet: "Signing in with a citizen certificate is not open yet.",
    cardMeanwhile:
      "Until then, sign in by account. Without a password, your HR office, the keeper of your agency’s card or the helpdesk can help: a temporary password is mailed to your address on record.",
    ask: "Ask for help",
    checkFor: "You can see now whether your reader and card work.",
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

/** 憑證登入: says that it is not open yet, and what to do meanwhile. */
export function CertificateSignIn() {
  const text = signInText(useLocale());
  return (
    <Card title={text.card}>
      <div className="stack">
        <p>
          <em>{text.cardNotYet}</em>
        </p>
        <p>{text.cardMeanwhile}</p>
        <ButtonLink href="/ask" block>
          {text.ask}
        </ButtonLink>
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
