import type { ReactNode } from "react";
import { agencyCardText } from "./agency-card.text";
import { useLocale } from "../../web/page-facts";
import { PublicPage } from "../../ui/frames/public-page";

/** A page of the card's path: which of its three steps, and what it asks. */
export function CardFrame({ step, title, children }: { step?: number; title: string; children: ReactNode }) {
  const text = agencyCardText(useLocale());
  return (
    <PublicPage narrow>
      <div className="stack stack-wide">
        <header>
          <p className="soft num">
            {text.title}
            {step !== undefined && `・${text.step(step, 3)}`}
          </p>
          <h1>{title}</h1>
        </header>
        {children}
      </div>
    </PublicPage>
  );
}

/** 五分鐘已過: the card must be proven anew. */
export function TimeIsOver() {
  const text = agencyCardText(useLocale());
  return (
    <div className="notice notice-warn" role="alert">
      <p className="notice-title">{text.over}</p>
      <p>
        <a href="/agency-card">{text.proveAgain}</a>
      </p>
    </div>
  );
}
