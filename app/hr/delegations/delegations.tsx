import { useLoaderData } from "@remix-run/react";
import { formatDate } from "../../../language/minguo";
import { delegationsOf, type DelegationView } from "../../../workflows/hr/delegations";
import { DataTable, type Column } from "../../ui/data-table";
import { HrPage } from "../frame";
import { IdempotencyField } from "../../ui/idempotency-field";
import { Button, ButtonLink, Card, Chip, EmptyState, Notice, type Tone } from "../../ui/elements";
import { page } from "../../web/access";
import { newFormKey } from "../../web/form-actions";
import { useCalendar, useLocale } from "../../web/page-facts";
import { pageTitle } from "../../web/title";
import { hrDelegationsText } from "./delegations.text";

export const meta = pageTitle((locale) => hrDelegationsText(locale).title);

export const loader = page({ as: "hr" }, async ({ visitor, request, context }) => {
  return {
    ...(await delegationsOf(context, visitor.actor)),
    formKey: newFormKey(context),
    done: new URL(request.url).searchParams.get("done"),
  };
});

const tones: Record<DelegationView["state"], Tone> = {
  "in-force": "ok",
  "to-come": "brand",
  over: "mute",
  revoked: "mute",
};

export default function Delegations() {
  const { mayGrant, given, received, formKey, done } = useLoaderData<typeof loader>();
  const text = hrDelegationsText(useLocale());
  const period = usePeriod();
  const columns: Column<DelegationView>[] = [
    { head: text.what, cell: whatOf(text) },
    { head: text.when, cell: period },
    { head: text.state, cell: ({ state }) => <Chip tone={tones[state]}>{text[state]}</Chip> },
  ];
  return (
    <HrPage title={text.title} lead={mayGrant ? text.lead : undefined}>
      {done === "granted" && <Notice tone="ok" role="status" title={text.granted} />}
      {done === "revoked" && <Notice tone="ok" role="status" title={text.isRevoked} />}
      {mayGrant && (
        <section className="stack">
          <h2>{text.given}</h2>
          <p>
            <ButtonLink kind="primary" href="/hr/people?purpose=delegation">
              {text.grant}
            </ButtonLink>
          </p>
          <Card bare label={text.given}>
            {given.length === 0 ? (
              <EmptyState title={text.noneGiven} />
            ) : (
              <DataTable
                caption={text.given}
                rows={given}
                keyOf={({ id }) => id}
                columns={[
                  { head: text.who, cell: ({ delegateName }) => <b>{delegateName}</b> },
                  ...columns,
                  { head: text.revoke, cell: (one) => <Revoke one={one} formKey={formKey} /> },
                ]}
              />
            )}
          </Card>
        </section>
      )}
      {received.length > 0 && (
        <section className="stack">
          <h2>{text.received}</h2>
          <Card bare label={text.received}>
            <DataTable
              caption={text.received}
              rows={received}
              keyOf={({ id }) => id}
              columns={[{ head: text.from, cell: ({ delegatorName }) => <b>{delegatorName}</b> }, ...columns]}
            />
          </Card>
        </section>
      )}
    </HrPage>
  );
}

function Revoke({ one: { id, state, delegateName }, formKey }: { one: DelegationView; formKey: string }) {
  const text = hrDelegationsText(useLocale());
  if (state === "over" || state === "revoked") return "—";
  return (
    <form method="post" action={`/hr/delegations/${id}/revocation`}>
      <IdempotencyField value={formKey} />
      <Button small kind="danger" aria-label={text.revokeNamed(delegateName)}>
        {text.revoke}
      </Button>
    </form>
  );
}

const whatOf = (text: ReturnType<typeof hrDelegationsText>) => (one: DelegationView) =>
  one.kind === "deputy" ? text.deputy : one.level === "decide" ? text.staffDecide : text.staffPrepare;

/** From the first day to the last: the end is kept as the first instant after it. */
function usePeriod() {
  const locale = useLocale();
  const calendar = useCalendar();
  const day = (at: number) => formatDate(at, calendar, locale);
  return ({ validFrom, validTo }: DelegationView) => (
    <span className="num">{hrDelegationsText(locale).until(day(validFrom), day(validTo - 1))}</span>
  );
}
