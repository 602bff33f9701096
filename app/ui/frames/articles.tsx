import { useLocale } from "../../web/page-facts";

/** A text in both languages; leaving one out does not compile. */
interface Both {
  zh: string;
  en: string;
}

/** A short text to read: its paragraphs, then its points. */
export interface Article {
  id: string;
  title: Both;
  paragraphs?: readonly Both[];
  /** Steps in order, or points in any. */
  steps?: readonly Both[];
  points?: readonly Both[];
  /** Where to go on. */
  link?: Both & { to: string };
}

/** Several articles under their headings. */
export function Articles({ articles }: { articles: readonly Article[] }) {
  const language = useLanguage();
  const items = (list: readonly Both[]) => list.map((item) => <li key={item.en}>{item[language]}</li>);
  return articles.map(({ id, title, paragraphs = [], steps, points, link }) => (
    <section key={id} id={id} className="stack article">
      <h2>{title[language]}</h2>
      {paragraphs.map((paragraph) => (
        <p key={paragraph.en}>{paragraph[language]}</p>
      ))}
      {steps && <ol>{items(steps)}</ol>}
      {points && <ul>{items(points)}</ul>}
      {link && (
        <p>
          <a href={link.to}>{link[language]}</a>
        </p>
      )}
    </section>
  ));
}

/** A list of links to the articles on the page. */
export function TableOfContents({ articles, label }: { articles: readonly Article[]; label: string }) {
  const language = useLanguage();
  return (
    <nav aria-label={label}>
      <ul>
        {articles.map(({ id, title }) => (
          <li key={id}>
            <a href={`#${id}`}>{title[language]}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function useLanguage(): keyof Both {
  return useLocale() === "en" ? "en" : "zh";
}
