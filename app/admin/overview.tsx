import { useLoaderData } from "@remix-run/react";
import { listsInTime } from "../../workflows/trust/trust-overview";
import { StaffPage } from "../ui/frames/staff-page";
import { Card, Chip, DefinitionList } from "../ui/elements";
import { page } from "../web/access";
import { overviewOf } from "../web/overview";
import { useLocale } from "../web/page-facts";
import { pageTitle } from "../web/title";
import { adminText } from "./admin.text";

export const meta = pageTitle((locale) => adminText(locale).title);

export const loader = page({ as: "administrator" }, async ({ visitor, context }) => {
  const { store } = context;
  const { agencies, people, tickets } = await overviewOf(context, visitor.person.id);
  return {
    counts: {
      agencies: await agencies.count(),
      people: await people.count(),
      openTickets: await tickets.count("all-open", {
        personId: visitor.person.id,
        at: context.clock(),
      }),
      mailWaiting: await store.work.countMail({ state: "waiting" }),
      mailFailed: await store.work.countMail({ state: "failed" }),
    },
    lists: await listsInTime(context, context.clock()),
  };
});

export default function Admin() {
  const { counts, lists } = useLoaderData<typeof loader>();
  const text = adminText(useLocale());
  return (
    <StaffPage title={text.title}>
      <div className="stack">
        <p className="links">
          <a href="/admin/trust">{text.trust}</a>
          {lists !== "good" && (
            <Chip tone={lists === "over" ? "seal" : "warn"}>
              {lists === "over" ? text.listOver : text.listEnding}
            </Chip>
          )}
          <a href="/admin/wording">{text.wording}</a>
          <a href="/admin/agencies/parent">{text.parent}</a>
          <a href="/admin/stranded">{text.stranded}</a>
        </p>
        <Card title={text.counts}>
          <DefinitionList
            items={[
              [text.agencies, counts.agencies],
              [text.people, counts.people],
              [text.openTickets, counts.openTickets],
              [
                text.outbox,
                <a key="mail" href="/admin/mail">
                  {text.waitingAndFailed(counts.mailWaiting, counts.mailFailed)}
                </a>,
              ],
            ]}
          />
        </Card>
      </div>
    </StaffPage>
  );
}
