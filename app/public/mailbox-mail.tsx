import { useLoaderData } from "@remix-run/react";
import { DefinitionList, Notice } from "../ui/elements";
import { DateTime } from "../ui/time";
import { PublicPage } from "../ui/frames/public-page";
import { page } from "../web/access";
import { linkedText, messageOf, pageAroundMail } from "../web/demo-mailbox";
import { useLocale } from "../web/page-facts";
import { pageTitle } from "../web/title";
import { mailboxText } from "./mailbox.text";

export const meta = pageTitle((locale) => mailboxText(locale).title);

export const loader = page({ as: "everybody" }, ({ params, context }) => {
  const { id, subject, to, from, receivedAt, text, headers } = messageOf(context, params.id);
  context.replaceHeaders(pageAroundMail);
  return { id, subject, to: to.join(", "), from, receivedAt, pieces: linkedText(text), headers };
});

/** One mail, as its reader sees it and as text; the frame has a policy of its own and runs nothing. */
export default function Mail() {
  const { id, subject, to, from, receivedAt, pieces, headers } = useLoaderData<typeof loader>();
  const words = mailboxText(useLocale());
  return (
    <PublicPage>
      <div className="stack stack-wide">
        <p>
          <a href="/mailbox">{words.back}</a>
        </p>
        <h1 className="mail-subject">{subject}</h1>
        <DefinitionList
          items={[
            [words.from, from],
            [words.to, to],
            [words.at, <DateTime key="at" at={receivedAt} />],
          ]}
        />
        <div className="mail">
          <section className="stack stack-tight">
            <h2>{words.html}</h2>
            <iframe
              className="card mail-frame"
              title={words.frame}
              src={`/mailbox/${id}/html`}
              sandbox="allow-top-navigation-by-user-activation"
            />
          </section>
          <section className="stack stack-tight">
            <h2>{words.text}</h2>
            <pre className="card mail-text">
              {pieces.map(({ text, href }, index) =>
                href ? (
                  <a key={index} href={href}>
                    {text}
                  </a>
                ) : (
                  text
                ),
              )}
            </pre>
          </section>
        </div>
        <details>
          <summary>{words.headers}</summary>
          <pre className="mail-text">{headers.map(({ name, value }) => `${name}: ${value}`).join("\n")}</pre>
        </details>
        <Notice tone="warn">{words.lead}</Notice>
      </div>
    </PublicPage>
  );
}
