import { useLoaderData } from "@remix-run/react";
import { strandedNow } from "../../../workflows/administration/stranded";
import { DataTable } from "../../ui/data-table";
import { Card, Chip, EmptyState, Notice } from "../../ui/elements";
import { StaffPage } from "../../ui/frames/staff-page";
import { page } from "../../web/access";
import { useLocale } from "../../web/page-facts";
import { pageTitle } from "../../web/title";
import { strandedText } from "./stranded.text";

export const meta = pageTitle((locale) => strandedText(locale).title);

export const loader = page({ as: "administrator" }, ({ context }) => strandedNow(context));

/** Who could be left outside on the day they need help, so that it is mended before. */
export default function StrandedPage() {
  const { agencies, more, few, staff } = useLoaderData<typeof loader>();
  const text = strandedText(useLocale());
  return (
    <StaffPage title={text.title}>
      <div className="stack">
        <p className="soft">{text.lead}</p>
        {few.map((role) => (
          <Notice key={role} tone="warn">
            {text[role]}
          </Notice>
        ))}
        {staff.length > 0 && (
          <section className="stack">
            <h2>{text.staff}</h2>
            <Card bare label={text.staff}>
              <DataTable
                caption={text.staff}
                rows={staff}
                keyOf={({ name, agencyName }) => `${agencyName} ${name}`}
                columns={[
                  { head: text.person, cell: ({ name }) => <b>{name}</b> },
                  { head: text.agency, cell: ({ agencyName }) => agencyName },
                  { head: text.lacks, cell: ({ lacks }) => lacks.map((lack) => text[lack]).join("、") },
                ]}
              />
            </Card>
          </section>
        )}
        <section className="stack">
          <h2>{text.agencies}</h2>
          <Card bare label={text.agencies}>
            {agencies.length === 0 ? (
              <EmptyState title={text.none} />
            ) : (
              <DataTable
                caption={text.agencies}
                rows={agencies}
                keyOf={({ agencyId }) => agencyId}
                columns={[
                  { head: text.agency, cell: ({ agencyName }) => agencyName },
                  { head: text.people, cell: ({ people }) => <span className="num">{people}</span> },
                  {
                    head: text.lacks,
                    cell: ({ lacks }) => (
                      <span className="row">
                        {lacks.map(({ lack, count }) => (
                          <Chip key={lack} tone={lack === "no-hr" ? "seal" : "warn"}>
                            {lack === "no-hr" || lack === "one-hr"
                              ? text[lack]
                              : text.counted(text[lack], count)}
                          </Chip>
                        ))}
                      </span>
                    ),
                  },
                ]}
              />
            )}
          </Card>
          {more && <p className="soft">{text.more}</p>}
        </section>
      </div>
    </StaffPage>
  );
}
