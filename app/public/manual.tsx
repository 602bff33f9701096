import { defineText } from "../../language/text";
import { Articles, TableOfContents } from "../ui/frames/articles";
import { manualArticles } from "./manual-articles";
import { PublicPage } from "../ui/frames/public-page";
import { page } from "../web/access";
import { useLocale } from "../web/page-facts";
import { pageTitle } from "../web/title";

const manualText = defineText({
  zh: { title: "使用手冊", contents: "目錄" },
  en: { title: "Manual", contents: "Contents" },
});

export const meta = pageTitle((locale) => manualText(locale).title);

export const loader = page({ as: "everybody" }, () => null);

export default function Manual() {
  const text = manualText(useLocale());
  return (
    <PublicPage narrow>
      <div className="prose">
        <h1>{text.title}</h1>
        <TableOfContents articles={manualArticles} label={text.contents} />
        <Articles articles={manualArticles} />
      </div>
    </PublicPage>
  );
}
