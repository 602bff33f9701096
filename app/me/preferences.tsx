import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Card } from "../ui/elements";
import { CalendarChoice, LanguageSwitch, TextSizeChoice } from "../ui/frames/preference-forms";
import { PublicPage } from "../ui/frames/public-page";
import { useLocale } from "../web/page-facts";
import { visitorNavigation } from "../ui/frames/navigation";
import { readPreferences } from "../web/preferences";
import { requireVisitor } from "../web/session";
import { pageTitle } from "../web/title";
import { meText } from "./me.text";

export const meta = pageTitle((locale) => meText(locale).preferences);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const visitor = await requireVisitor(request, context);
  return { visitor: visitorNavigation(visitor, readPreferences(request.headers).locale, "") };
}

export default function PreferencesPage() {
  const { visitor } = useLoaderData<typeof loader>();
  const text = meText(useLocale());
  return (
    <PublicPage narrow visitor={visitor}>
      <div className="stack stack-wide">
        <header>
          <h1>{text.preferences}</h1>
          <p className="lead">{text.preferencesLead}</p>
        </header>
        <Card>
          <div className="stack">
            <LanguageSwitch />
            <CalendarChoice />
            <TextSizeChoice />
          </div>
        </Card>
        <p>
          <a href="/me">{text.back}</a>
        </p>
      </div>
    </PublicPage>
  );
}
