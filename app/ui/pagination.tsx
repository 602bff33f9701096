import { defineText } from "../../language/text";
import { useLocale } from "../web/page-facts";

interface PaginationProps {
  /** Counted from 1. */
  page: number;
  pages: number;
  hrefOf: (page: number) => string;
}

const paginationText = defineText({
  zh: {
    pages: "分頁",
    previous: "← 上一頁",
    next: "下一頁 →",
    where: (page: number, pages: number) => `第 ${page} 頁，共 ${pages} 頁`,
  },
  en: {
    pages: "Pages",
    previous: "← Previous",
    next: "Next →",
    where: (page: number, pages: number) => `Page ${page} of ${pages}`,
  },
});

/** Leads through a long list; nothing where one page holds it all. */
export function Pagination({ page, pages, hrefOf }: PaginationProps) {
  const text = paginationText(useLocale());
  if (pages <= 1) return null;
  return (
    <nav className="pages" aria-label={text.pages}>
      {page > 1 ? <a href={hrefOf(page - 1)}>{text.previous}</a> : <span />}
      <span className="num">{text.where(page, pages)}</span>
      {page < pages ? <a href={hrefOf(page + 1)}>{text.next}</a> : <span />}
    </nav>
  );
}
