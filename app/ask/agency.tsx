import { data, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Choices } from "../ui/choices";
import { TextField } from "../ui/field";
import { Button } from "../ui/elements";
import { PublicPage } from "../ui/frames/public-page";
import { StepHeading } from "./step-heading";
import { choicesOf, standing, stepUrl, unknownAgency } from "./steps";
import { page } from "../web/access";
import { useLocale } from "../web/page-facts";
import { pageTitle } from "../web/title";
import { askText } from "./ask.text";

export const meta = pageTitle((locale) => askText(locale).agencyTitle);

const most = 20;

/** A search and its answers, by GET, so that going back and forward costs nothing. */
export const loader = page({ as: "everybody" }, async ({ request, context: { store } }) => {
  const url = new URL(request.url);
  const { reason, path, agency } = choicesOf(url);
  if (!reason || !path) throw redirect(stepUrl("", { reason }));
  const query = (url.searchParams.get("q") ?? "").normalize("NFKC").trim().slice(0, 50);
  const found = query === "" ? [] : await store.agencies.search(query, most + 1);
  return data({
    reason,
    path,
    agency,
    query,
    more: found.length > most,
    missing: url.searchParams.has("missing"),
    agencies: found
      .slice(0, most)
      .map(({ id, fullName, dn, address }) => ({ id, fullName, standing: standing(dn), address })),
  });
});

export default function AskAgency() {
  const { reason, path, agency, query, agencies, more, missing } = useLoaderData<typeof loader>();
  const text = askText(useLocale());
  const hidden = (
    <>
      <input type="hidden" name="reason" value={reason} />
      <input type="hidden" name="path" value={path} />
    </>
  );
  return (
    <PublicPage narrow>
      <div className="stack stack-wide">
        <StepHeading now={3} title={text.agencyTitle} />
        <form className="form search-form" method="get" action="/ask/agency" role="search">
          {hidden}
          <TextField
            name="q"
            type="search"
            label={text.agencySearch}
            hint={text.agencySearchHint}
            defaultValue={query}
            maxLength={50}
            autoComplete="organization"
            autoFocus={query === ""}
            required
          />
          <Button kind={agencies.length > 0 ? "plain" : "primary"}>{text.search}</Button>
        </form>
        {query !== "" && (
          <form className="form" method="get" action="/ask/details">
            {hidden}
            {agencies.length === 0 && (
              <div className="notice notice-warn" role="status">
                <p className="notice-title">{text.agencyNone(query)}</p>
                <p>{text.agencyNoneHint}</p>
              </div>
            )}
            <Choices
              name="agency"
              legend={text.agencyResults}
              hint={more ? text.agencyMore(most) : undefined}
              error={missing ? text.agencyNeeded : undefined}
              chosen={agencies.length === 1 ? agencies[0]?.id : (agency ?? undefined)}
              required
              choices={[
                ...agencies.map(({ id, fullName, standing: within, address }) => ({
                  value: id,
                  label: fullName,
                  hint: [within, address].filter(Boolean).join("・"),
                })),
                { value: unknownAgency, label: text.agencyUnknown, hint: text.agencyUnknownHint },
              ]}
            />
            <Button kind="primary">{text.next}</Button>
          </form>
        )}
      </div>
    </PublicPage>
  );
}
