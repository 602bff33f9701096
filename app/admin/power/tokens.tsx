import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { endToken, liveTokens } from "../../../workflows/administration/tokens";
import { isRefusal } from "../../../workflows/desk/refusal";
import { DataTable } from "../../ui/data-table";
import { Button, Card, EmptyState, Notice } from "../../ui/elements";
import { StaffPage } from "../../ui/frames/staff-page";
import { RefusedNotice } from "../../ui/refused-notice";
import { DateTime } from "../../ui/time";
import { page } from "../../web/access";
import { fieldValue, readForm } from "../../web/form-fields";
import { useLocale } from "../../web/page-facts";
import { pageRefusal } from "../../web/refusals/refusal-page";
import { statusOf } from "../../web/refusals/status-of";
import { pageTitle } from "../../web/title";
import { powerText } from "./power.text";

export const meta = pageTitle((locale) => powerText(locale).tokens);

export const loader = page({ as: "administrator" }, async ({ request, context }) => {
  const tokens = await liveTokens(context);
  return {
    tokens: tokens.map(({ id, token: { label, scopes, createdAt, expiresAt }, person }) => ({
      id,
      label,
      scopes,
      createdAt,
      expiresAt,
      name: person.name,
      agency: person.agencyName,
    })),
    revoked: new URL(request.url).searchParams.has("revoked"),
  };
});

/** A token that is ended stays ended, so a form sent twice needs no key: the second time it says so. */
export const action = page({ as: "administrator" }, async ({ visitor: { actor }, request, context }) => {
  const form = await readForm(request);
  try {
    await endToken(context, actor, fieldValue(form, "id", 64));
    return redirect("/admin/tokens?revoked", 303);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return data({ refused: pageRefusal(error) }, statusOf(error));
  }
});

/** The tokens of the API in use; never a token itself. */
export default function Tokens() {
  const { tokens, revoked } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused;
  const text = powerText(useLocale());
  return (
    <StaffPage title={text.tokens}>
      <div className="stack">
        <p className="soft">{text.tokensLead}</p>
        <RefusedNotice refused={refused} />
        {revoked && !refused && (
          <Notice tone="ok" role="status">
            {text.tokenRevoked}
          </Notice>
        )}
        <Card bare label={text.tokens}>
          {tokens.length === 0 ? (
            <EmptyState title={text.noTokens}>{text.noTokensWhy}</EmptyState>
          ) : (
            <DataTable
              caption={text.tokens}
              rows={tokens}
              keyOf={({ id }) => id}
              columns={[
                {
                  head: text.who,
                  cell: ({ name, agency }) => (
                    <>
                      <b>{name}</b>
                      <small>{agency}</small>
                    </>
                  ),
                },
                { head: text.label, cell: ({ label }) => label },
                { head: text.scopes, cell: ({ scopes }) => scopes.join(", ") },
                { head: text.issued, cell: ({ createdAt }) => <DateTime at={createdAt} /> },
                { head: text.expires, cell: ({ expiresAt }) => <DateTime at={expiresAt} /> },
                { head: text.id, cell: ({ id }) => <code>{id}</code> },
                {
                  head: text.revokeToken,
                  cell: ({ id, name }) => (
                    <form method="post">
                      <input type="hidden" name="id" value={id} />
                      <Button small kind="danger" aria-label={text.revokeTokenOf(id, name)}>
                        {text.revokeToken}
                      </Button>
                    </form>
                  ),
                },
              ]}
            />
          )}
        </Card>
      </div>
    </StaffPage>
  );
}
