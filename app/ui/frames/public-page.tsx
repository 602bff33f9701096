import type { ReactNode } from "react";
import { operator } from "../../../language/operator";
import { useLocale, usePageFacts } from "../../web/page-facts";
import { useFrame } from "./frame";
import { LanguageSwitch, TextSizeChoice } from "./preference-forms";
import { publicPageText } from "./public-page.text";
import { VisitorBar } from "./visitor-bar";

interface PublicPageProps {
  children: ReactNode;
  /** A column fit for reading instead of the full width. */
  narrow?: boolean;
}

/** A page for everybody, after the conventions of government sites: landmarks with keys, text size, agency and 專線. */
export function PublicPage({ children, narrow = false }: PublicPageProps) {
  const locale = useLocale();
  const { sender } = usePageFacts();
  const { visitor } = useFrame();
  const text = publicPageText(locale);
  const language = locale === "en" ? "en" : "zh";
  return (
    <div className="public">
      <a className="skip" href="#content">
        {text.skip}
      </a>
      <header className="public-header">
        <div className="public-width">
          <a className="landmark" id="top" href="#top" accessKey="U" title={text.topArea}>
            :::
          </a>
          <a className="site" href="/">
            <span className="site-name">{operator.site[language]}</span>
            <span className="site-agency">{operator.agency[language]}</span>
          </a>
          <nav className="public-tools" aria-label={text.tools}>
            <a href="/sitemap">{text.siteMap}</a>
            <a href="/manual">{text.manual}</a>
            <TextSizeChoice />
            <LanguageSwitch />
          </nav>
        </div>
        {visitor && <VisitorBar visitor={visitor} />}
      </header>
      <main id="content" className="public-main" tabIndex={-1}>
        <div className={narrow ? "public-width public-narrow" : "public-width"}>
          <a className="landmark" href="#content" accessKey="C" title={text.mainArea}>
            :::
          </a>
          {children}
        </div>
      </main>
      <footer className="public-footer">
        <div className="public-width">
          <a className="landmark" id="bottom" href="#bottom" accessKey="Z" title={text.bottomArea}>
            :::
          </a>
          <span>{operator.agency[language]}</span>
          <span>{text.hours(operator.hours[language])}</span>
          <span>
            {text.telephone} <a href={`tel:${operator.telephone.dialled}`}>{operator.telephone.shown}</a>
          </span>
          <a href="/privacy">{text.privacy}</a>
          <span>{text.sender(sender)}</span>
        </div>
      </footer>
    </div>
  );
}
