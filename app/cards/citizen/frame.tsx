import type { ReactNode } from "react";
import { certificateText } from "./certificate.text";
import { useLocale } from "../../web/page-facts";
import { PublicPage } from "../../ui/frames/public-page";

/** A page of the sign-in by citizen's certificate. */
export function CertificateFrame({ title, children }: { title: string; children: ReactNode }) {
  const text = certificateText(useLocale());
  return (
    <PublicPage narrow>
      <div className="stack stack-wide">
        <header>
          <p className="soft">{text.title}</p>
          <h1>{title}</h1>
        </header>
        {children}
      </div>
    </PublicPage>
  );
}
