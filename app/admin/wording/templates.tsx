import { useLoaderData } from "@remix-run/react";
import { DataTable } from "../../ui/data-table";
import { StaffPage } from "../../ui/frames/staff-page";
import { Card, Chip } from "../../ui/elements";
import { mailLanguages, wordingNames, type MailLanguage } from "./mail-sample";
import { page } from "../../web/access";
import { useLocale } from "../../web/page-facts";
import { pageTitle } from "../../web/title";
import { mailNames, wordingText } from "./wording.text";

export const meta = pageTitle((locale) => wordingText(locale).title);

export const loader = page({ as: "administrator" }, async ({ context }) => {
  const { wordings } = context.store;
  const version = await wordings.version();
  const rewritten = async (language: MailLanguage) => {
    const inForce = await wordings.asOf(version, mailLanguages[language]);
    return Object.keys(inForce).filter((name) => Object.keys(inForce[name] ?? {}).length > 0);
  };
  return {
    rewritten: { zh: await rewritten("zh"), en: await rewritten("en") },
  };
});

/** Every mail the desk sends, in both languages. */
export default function Wording() {
  const { rewritten } = useLoaderData<typeof loader>();
  const locale = useLocale();
  const text = wordingText(locale);
  const names = mailNames(locale);
  const column = (language: MailLanguage) => ({
    head: text[language],
    cell: (name: (typeof wordingNames)[number]) => (
      <span className="row">
        <a href={`/admin/wording/${name}/${language}`} aria-label={text.open(names[name], text[language])}>
          {text.html}
        </a>
        {rewritten[language].includes(name) && <Chip tone="brand">{text.rewritten}</Chip>}
      </span>
    ),
  });
  return (
    <StaffPage title={text.title}>
      <div className="stack">
        <p className="soft">{text.lead}</p>
        <Card bare label={text.title}>
          <DataTable
            caption={text.title}
            rows={wordingNames}
            keyOf={(name) => name}
            columns={[{ head: text.mail, cell: (name) => names[name] }, column("zh"), column("en")]}
          />
        </Card>
      </div>
    </StaffPage>
  );
}
