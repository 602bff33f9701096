import { defineText } from "../../language/text";
import { Articles } from "../ui/frames/articles";
import { privacyArticles } from "./privacy-articles";
import { PublicPage } from "../ui/frames/public-page";
import { page } from "../web/access";
import { useLocale } from "../web/page-facts";
import { pageTitle } from "../web/title";

const privacyText = defineText({
  zh: { title: "隱私權及資安政策" },
  en: { title: "Privacy and security policy" },
});

export const meta = pageTitle((locale) => privacyText(locale).title);

export const loader = page({ as: "everybody" }, () => null);

export default function Privacy() {
  const text = privacyText(useLocale());
  return (
    <PublicPage narrow>
      <div className="prose">
        <h1>{text.title}</h1>
        <Articles articles={privacyArticles} />
      </div>
    </PublicPage>
  );
}
