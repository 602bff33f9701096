import { useLoaderData } from "@remix-run/react";
import { ComponentChecks } from "./component-checks";
import { ComponentHelp } from "./component-help";
import { Card, Notice } from "../ui/elements";
import { PublicPage } from "../ui/frames/public-page";
import { useComponentCheck } from "./use-component-check";
import { judgeComponent, type Findings } from "../ui/card-reader/component-check";
import { page } from "../web/access";
import { useLocale } from "../web/page-facts";
import { pageTitle } from "../web/title";
import { componentCheckText } from "./component-check.text";

export const handle = { interactive: true, card: true };

export const meta = pageTitle((locale) => componentCheckText(locale).title);

/** Where the component listens on the visitor's own machine. Nothing that is found comes back here: there is no action. */
export const loader = page({ as: "everybody" }, ({ context: { environment, clock } }) => {
  return { componentUrl: environment.cardComponentUrl, siteUrl: environment.appUrl, at: clock() };
});

export default function ComponentCheck() {
  const text = componentCheckText(useLocale());
  const { componentUrl, siteUrl, at } = useLoaderData<typeof loader>();
  const { heard, asking, readCertificates, checkSite, tryPin } = useComponentCheck(componentUrl);
  const findings = judgeComponent(heard, at);
  return (
    <PublicPage narrow>
      <div className="stack stack-wide">
        <header>
          <h1>{text.title}</h1>
          <p className="lead">{text.lead}</p>
          <p className="soft">{text.private}</p>
        </header>
        <noscript>
          <WithoutScripts />
        </noscript>
        <div className="needs-scripts">
          <Card title={text.panel}>
            <Summary findings={findings} />
            <ComponentChecks
              findings={findings}
              siteUrl={siteUrl}
              asking={asking}
              onReadCertificates={readCertificates}
              onCheckSite={checkSite}
              onTryPin={tryPin}
            />
          </Card>
        </div>
        <ComponentHelp />
      </div>
    </PublicPage>
  );
}

/** All in one sentence, read out when it changes. */
function Summary({ findings }: { findings: Findings }) {
  const text = componentCheckText(useLocale());
  const { component, version, reader, card, certificates, site, pin } = findings;
  const all = [component, version, reader, card, certificates, site];
  const troubles = [...all, pin].filter(({ state }) => state === "trouble").length;
  const looking = component.state === "looking";
  const fine = troubles === 0 && all.every(({ state }) => state === "fine");
  return (
    <div className="stack stack-tight" role="status">
      <Notice
        tone={looking ? "info" : troubles > 0 ? "warn" : fine ? "ok" : "info"}
        title={
          looking
            ? text.loading
            : troubles > 0
              ? text.summaryTrouble(troubles)
              : fine
                ? text.summaryFine
                : text.summaryReady
        }
      >
        {!fine && <p className="soft">{looking ? text.allow : text.watching}</p>}
      </Notice>
    </div>
  );
}

function WithoutScripts() {
  const text = componentCheckText(useLocale());
  return (
    <Notice tone="warn" title={text.noScript}>
      <p>{text.noScriptFor}</p>
      <ol className="steps">
        {text.byHand.split("\n").map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p className="mt">
        {text.noScriptElse} <a href="/ask?reason=certificate">{text.ask}</a>
      </p>
    </Notice>
  );
}
