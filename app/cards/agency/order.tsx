import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useState } from "react";
import { orderOf } from "../../../workflows/cards/agency/order";
import { isRefusal } from "../../../workflows/desk/refusal";
import { CardFrame, TimeIsOver } from "./frame";
import { CardSigning } from "../../ui/card-reader/card-signing";
import { Countdown } from "../../ui/countdown";
import { Card, DefinitionList, Notice } from "../../ui/elements";
import { refusedPage, requireVisit } from "../../ui/card-reader/card-visit";
import { page } from "../../web/access";
import { useLocale } from "../../web/page-facts";
import { readPreferences } from "../../web/preferences";
import { pageTitle } from "../../web/title";
import { agencyCardText } from "./agency-card.text";

export const handle = { interactive: true, card: true };

export const meta = pageTitle((locale) => agencyCardText(locale).orderTitle);

export const loader = page({ as: "everybody" }, async ({ request, context }) => {
  const visit = requireVisit(request, context);
  const { locale } = readPreferences(request.headers);
  const order = await orderOf(context.card, visit, locale).catch((error: unknown) => {
    if (!isRefusal(error)) throw error;
    throw redirect(refusedPage(error.code), 303);
  });
  return { order, now: context.clock(), componentUrl: context.environment.cardComponentUrl };
});

export default function SignOrder() {
  const { order, now, componentUrl } = useLoaderData<typeof loader>();
  const { person } = order;
  const text = agencyCardText(useLocale());
  const [over, setOver] = useState(false);
  const [disableOld, setDisableOld] = useState(false);
  const statement = disableOld ? order.statements.disableOld : order.statements.keepOld;
  return (
    <CardFrame step={3} title={text.orderTitle}>
      <Countdown until={order.until} now={now} onEnd={() => setOver(true)} />
      {over && <TimeIsOver />}
      {order.privileged && <Notice tone="warn">{text.privileged}</Notice>}
      <Card>
        <DefinitionList
          items={[
            [text.person, <b key="name">{person.name}</b>],
            [text.agency, person.agencyName],
            [text.unit, [person.unit, person.title].filter(Boolean).join(" ")],
            [text.account, person.account ?? text.noAccount],
            [
              text.nationalId,
              <span key="id" className="num">
                {person.nationalIdMasked}
              </span>,
            ],
            [text.email, person.email],
          ]}
        />
      </Card>
      <div className="card card-padded">
        <CardSigning
          componentUrl={componentUrl}
          requestTo="/agency-card/order-request"
          answerTo="/agency-card/signature"
          button={order.privileged ? text.signPrivileged : text.sign}
          buttonKind="decide"
          disabled={over}
          wayOut={{ to: "/agency-card/handover", label: text.toHelpdesk }}
          statement={statement}
        >
          <label className="choice choice-plain">
            <input
              type="checkbox"
              name="disable-old"
              checked={disableOld}
              onChange={(event) => setDisableOld(event.currentTarget.checked)}
            />
            <span>{text.disableOld}</span>
            <small>{text.disableOldHint}</small>
          </label>
          <section className="statement" aria-labelledby="statement">
            <h2 id="statement" className="statement-title">
              {text.statement}
            </h2>
            <p aria-live="polite">{statement}</p>
          </section>
        </CardSigning>
      </div>
      <p className="links">
        <a href="/agency-card">{text.other}</a>
        <a href="/agency-card/handover">{text.toHelpdesk}</a>
      </p>
    </CardFrame>
  );
}
