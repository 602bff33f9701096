import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ticketOf } from "../../../workflows/cards/agency/visit";
import { pathPicture } from "../../../workflows/machines/path-line";
import { stepLabel } from "../../../workflows/reading/words";
import { CardFrame } from "./frame";
import { Notice } from "../../ui/elements";
import { PathLine } from "../../ui/ticket/path-line";
import { DateTime } from "../../ui/time";
import { requireVisit } from "../../ui/card-reader/card-visit";
import { page } from "../../web/access";
import { useLocale } from "../../web/page-facts";
import { readPreferences } from "../../web/preferences";
import { pageTitle } from "../../web/title";
import { agencyCardText } from "./agency-card.text";

export const meta = pageTitle((locale) => agencyCardText(locale).doneTitle);

export const loader = page({ as: "everybody" }, async ({ request, context }) => {
  const visit = requireVisit(request, context);
  const { locale } = readPreferences(request.headers);
  const { ticket, context: memory } = await ticketOf(context.store, visit);
  const handedOver = ticket.path === "helpdesk";
  if (!handedOver && memory.decidedAt === null) throw redirect("/agency-card", 303);
  const steps = pathPicture(ticket, await context.store.tickets.historyOf(ticket.id));
  return {
    number: ticket.number,
    name: ticket.applicantName,
    handedOver,
    dueAt: ticket.dueAt,
    privileged: ticket.privileged,
    waitsForSecond: ticket.state === "awaitingSecondPerson",
    steps: steps.map((step) => ({ label: stepLabel(step, locale), state: step.state, person: step.person })),
  };
});

export default function CardDone() {
  const { number, name, handedOver, dueAt, waitsForSecond, steps } = useLoaderData<typeof loader>();
  const text = agencyCardText(useLocale());
  return (
    <CardFrame title={handedOver ? text.doneHandedOver : text.doneTitle}>
      <Notice
        tone={waitsForSecond ? "warn" : "ok"}
        role="status"
        title={
          <span className="num">
            {text.number} {number}
          </span>
        }
      >
        {handedOver ? (
          dueAt !== null && (
            <p>
              {text.doneResponseDue} <DateTime strong at={dueAt} />
            </p>
          )
        ) : (
          <p>{waitsForSecond ? text.doneSecond : text.doneMailed(name)}</p>
        )}
      </Notice>
      <div className="card card-padded">
        <PathLine steps={steps} />
      </div>
      {!handedOver && (
        <section className="prose">
          <h2>{text.what}</h2>
          <ol>
            <li>{text.stepMail}</li>
            <li>{text.stepOwn}</li>
          </ol>
          <p className="soft">{text.stepSupervisor}</p>
        </section>
      )}
      <p className="links">
        <a href="/agency-card">{text.anotherPerson}</a>
        <a href="/">{text.home}</a>
      </p>
    </CardFrame>
  );
}
