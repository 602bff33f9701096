import { Card } from "../ui/elements";
import { CalendarChoice, LanguageSwitch, TextSizeChoice } from "../ui/frames/preference-forms";
import { PublicPage } from "../ui/frames/public-page";
import { page } from "../web/access";
import { useLocale } from "../web/page-facts";
import { pageTitle } from "../web/title";
import { meText } from "./me.text";

export const meta = pageTitle((locale) => meText(locale).preferences);

export const loader = page({ as: "signed-in" }, () => null);

export default function PreferencesPage() {
  const text = meText(useLocale());
  return (
    <PublicPage narrow>
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
