import { useLoaderData } from "@remix-run/react";
import { cardRefusalWords } from "../../../workflows/cards/card-words";
import { isRefusalCode, wordsOfCode } from "../../../workflows/desk/refusal-words";
import { CardFrame } from "./frame";
import { Notice } from "../../ui/elements";
import { LinkCard } from "../../ui/link-card";
import { visitCookie } from "../../ui/card-reader/card-visit";
import { page } from "../../web/access";
import { useLocale } from "../../web/page-facts";
import { readPreferences } from "../../web/preferences";
import { pageTitle } from "../../web/title";
import { agencyCardText } from "./agency-card.text";

export const meta = pageTitle((locale) => agencyCardText(locale).refusedTitle);

/** Where a card that was refused may be tried again; a case that has ended leads nowhere. */
const againAt: Record<string, string> = {
  challenge: "/agency-card",
  cardProven: "/agency-card/people",
  personChosen: "/agency-card/order",
};

export const loader = page({ as: "everybody" }, async ({ request, context }) => {
  const code = new URL(request.url).searchParams.get("why") ?? "";
  const { locale } = readPreferences(request.headers);
  const visit = visitCookie.read(request, context);
  const ticket = visit ? await context.store.tickets.byId(visit.ticketId) : undefined;
  const onCard = ticket?.path === "agency-certificate" && ticket.closedAt === null;
  const late = code === "card-proof-expired";
  return {
    ...wordsOf(code, locale === "en" ? "en" : "zh"),
    number: ticket?.number ?? null,
    again: onCard && !late ? (againAt[ticket.state] ?? null) : null,
    open: onCard && ticket.state in againAt,
    over: ticket?.state === "refused",
  };
});

export default function CardRefused() {
  const { message, remedy, number, again, open, over } = useLoaderData<typeof loader>();
  const text = agencyCardText(useLocale());
  return (
    <CardFrame title={text.refusedTitle}>
      <Notice tone="error" role="alert" title={message}>
        {remedy && <p>{remedy}</p>}
        {over && <p>{text.overFive}</p>}
        {number && (
          <p className="num">
            {text.number} {number}
          </p>
        )}
      </Notice>
      <section>
        <h2>{text.waysOn}</h2>
        <div className="ways">
          <LinkCard
            to={again ?? "/agency-card"}
            name={again ? text.tryAgain : text.startAgain}
            note={text.need}
          />
          {open ? (
            <LinkCard to="/agency-card/handover" name={text.handover} note={text.handoverLead} person />
          ) : (
            <LinkCard to="/ask?reason=forgot" name={text.askHelpdesk} note={text.askHr} person />
          )}
        </div>
      </section>
    </CardFrame>
  );
}

function wordsOf(code: string, language: "zh" | "en"): { message: string; remedy?: string } {
  if (isRefusalCode(code)) {
    const { message, remedy } = wordsOfCode(code);
    return { message: message[language], remedy: remedy?.[language] };
  }
  return { message: cardRefusalWords(code, language === "en" ? "en" : "zh-Hant-TW") };
}
