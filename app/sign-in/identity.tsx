import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { defineText } from "../../language/text";
import { Button, ButtonLink, Card, DefinitionList } from "../ui/elements";
import { DateTime } from "../ui/time";
import { PublicPage } from "../ui/frames/public-page";
import { page } from "../web/access";
import { ownPath } from "../web/own-path";
import { useLocale } from "../web/page-facts";
import { sessionOf } from "../web/session";
import { pageTitle } from "../web/title";

const identityText = defineText({
  zh: {
    title: "身分驗證",
    passed: "驗證通過",
    agency: "機關",
    name: "姓名",
    account: "帳號",
    how: "驗證方式",
    password: "帳號與密碼",
    temporary: "寄到留存電子郵件的一次性密碼",
    certificate: "自然人憑證",
    at: "驗證時間",
    notYou: "不是您本人？",
    signOut: "登出",
    enter: "進入我的專區",
    continue: "繼續",
    setPassword: "設定自己的密碼",
    setPasswordWhy: "還差一步：請設定自己的密碼，完成後才能使用其他功能。",
    isThisYours: "確認一件申請",
    isThisYoursWhy: "您有一件處理中的登入協助申請，請先確認是不是您提出的。",
  },
  en: {
    title: "Identity check",
    passed: "You have been identified",
    agency: "Agency",
    name: "Name",
    account: "Account",
    how: "How",
    password: "account and password",
    temporary: "temporary password mailed to the address on record",
    certificate: "citizen certificate",
    at: "When",
    notYou: "Not you?",
    signOut: "Sign out",
    enter: "Go to your page",
    continue: "Continue",
    setPassword: "Set a password of your own",
    setPasswordWhy: "One step left: set a password of your own; nothing else is open before that.",
    isThisYours: "Confirm a request",
    isThisYoursWhy:
      "A request for help with your sign-in is under way. Please say first whether it is yours.",
  },
});

export const meta = pageTitle((locale) => identityText(locale).title);

/** 身分驗證: who was identified and how, and where that leads. */
export const loader = page({ as: "everybody" }, async ({ request, context }) => {
  const { store } = context;
  const session = await sessionOf(request, context);
  const person = session && (await store.people.byId(session.personId));
  if (!person) throw redirect("/");
  const wanted = ownPath(new URL(request.url).searchParams.get("next"));
  const open = session.via === "password" && (await store.tickets.openOf(person.id));
  const home = wanted === "/" ? "/me" : wanted;
  const leadsTo = session.kind === "set-password" ? "/set-password" : open ? "/is-this-yours" : home;
  return {
    agency: person.agencyName,
    name: person.name,
    account: person.account ?? person.nationalIdMasked,
    via: session.via,
    at: session.createdAt,
    leadsTo,
  };
});

export default function Identity() {
  const { agency, name, account, via, at, leadsTo } = useLoaderData<typeof loader>();
  const text = identityText(useLocale());
  const next = {
    "/set-password": [text.setPassword, text.setPasswordWhy],
    "/is-this-yours": [text.isThisYours, text.isThisYoursWhy],
    "/me": [text.enter, ""],
  }[leadsTo] ?? [text.continue, ""];
  const ways = {
    password: text.password,
    "temporary-password": text.temporary,
    certificate: text.certificate,
  };
  return (
    <PublicPage narrow>
      <div className="stack stack-wide">
        <header>
          <p className="soft">{text.title}</p>
          <h1>
            <span className="tick" aria-hidden>
              ✓
            </span>
            {text.passed}
          </h1>
        </header>
        <Card>
          <DefinitionList
            items={[
              [text.agency, agency],
              [text.name, <b key="name">{name}</b>],
              [text.account, account],
              [text.how, ways[via]],
              [text.at, <DateTime key="at" at={at} />],
            ]}
          />
        </Card>
        {next[1] && <p className="lead">{next[1]}</p>}
        <div className="row">
          <ButtonLink kind="primary" href={leadsTo}>
            {next[0]}
          </ButtonLink>
          <form className="row push soft" method="post" action="/sign-out">
            <span>{text.notYou}</span>
            <Button kind="link">{text.signOut}</Button>
          </form>
        </div>
      </div>
    </PublicPage>
  );
}
