import { useLoaderData } from "@remix-run/react";
import { hasSecond } from "../../../workflows/administration/administrators";
import { rolesHeld, type Hands, type HeldRole } from "../../../workflows/administration/powers";
import { DataTable } from "../../ui/data-table";
import { ButtonLink, Card, Chip, Notice } from "../../ui/elements";
import { StaffPage } from "../../ui/frames/staff-page";
import { DateTime } from "../../ui/time";
import { page } from "../../web/access";
import { useLocale } from "../../web/page-facts";
import { pageTitle } from "../../web/title";
import { powerText } from "./power.text";

export const meta = pageTitle((locale) => powerText(locale).roles);

export const loader = page({ as: "administrator" }, async ({ visitor, context }) => {
  return { roles: await rolesHeld(context), second: await hasSecond(context, visitor.person.id) };
});

/** Everybody with a role, what they serve, since when and by whose hands. */
export default function Roles() {
  const { roles, second } = useLoaderData<typeof loader>();
  const locale = useLocale();
  const text = powerText(locale);
  return (
    <StaffPage title={text.roles}>
      <div className="stack">
        {second ? <p className="soft">{text.rolesLead}</p> : <Notice tone="warn">{text.onlyOne}</Notice>}
        <p className="row">
          <ButtonLink kind="primary" href="/admin/roles/new">
            {text.grant}
          </ButtonLink>
          <a href="/admin/agencies/parent">{text.parent}</a>
        </p>
        <Card bare label={text.roles}>
          <DataTable
            caption={text.roles}
            rows={roles}
            keyOf={({ id }) => id}
            columns={[
              { head: text.who, cell: (one) => <Who one={one} /> },
              { head: text.role, cell: ({ role }) => <span className="nowrap">{text[role]}</span> },
              { head: text.serves, cell: (one) => <Serves one={one} /> },
              { head: text.since, cell: ({ since }) => <DateTime at={since} /> },
              { head: text.by, cell: (one) => handsIn(one, text) },
              {
                head: text.revoke,
                cell: ({ id, role, person }) => (
                  <ButtonLink
                    small
                    kind="danger"
                    href={`/admin/roles/${id}/revocation`}
                    aria-label={text.revokeOne(text[role], person.name)}
                  >
                    {text.revoke}
                  </ButtonLink>
                ),
              },
            ]}
          />
        </Card>
      </div>
    </StaffPage>
  );
}

function Who({ one: { person } }: { one: HeldRole }) {
  const text = powerText(useLocale());
  return (
    <>
      <b>{person.name}</b> {person.status === "left" && <Chip tone="warn">{text.left}</Chip>}
      <small>{[person.account, person.agencyName].filter(Boolean).join(" · ")}</small>
    </>
  );
}

function Serves({ one: { serves } }: { one: HeldRole }) {
  const text = powerText(useLocale());
  if (serves.length === 0) return "—";
  const each = serves.map(({ id, agencyName, includesSubordinates, concurrent }) => (
    <div key={id} className="row">
      <span>
        {agencyName}
        {includesSubordinates && `（${text.withSubordinates}）`}
        {concurrent && `（${text.concurrent}）`}
      </span>
      {serves.length > 1 && (
        <ButtonLink
          small
          kind="danger"
          href={`/admin/roles/${id}/revocation?service`}
          aria-label={text.revokeOne(agencyName, text.serves)}
        >
          {text.revoke}
        </ButtonLink>
      )}
    </div>
  ));
  return <div className="stack stack-tight">{each}</div>;
}

/** By whose hands, in words. */
export function handsIn({ grantedBy, byShell, agreedBy }: Hands, text: ReturnType<typeof powerText>): string {
  if (grantedBy === null) return text.unknown;
  if (byShell) return text.shell(grantedBy);
  return agreedBy === null ? grantedBy : text.and(grantedBy, agreedBy);
}
