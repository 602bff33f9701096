import { wordingText } from "./wording.text";
import type { WordingFacts } from "./wording-facts";
import { useLocale } from "../../web/page-facts";

/** The frame that a form may post sentences into, to see them before they are saved. */
export const previewFrame = "mail-preview";

/** A mail as its reader sees it and as text; the frame has a policy of its own and runs nothing. */
export function MailPreview({ facts: { name, language, preview } }: { facts: WordingFacts }) {
  const text = wordingText(useLocale());
  const here = `/admin/wording/${name}/${language}`;
  return (
    <div className="stack stack-tight">
      {preview.cases > 1 && (
        <nav className="links" aria-label={text.cases}>
          {Array.from({ length: preview.cases }, (_, index) => (
            <a
              key={index}
              href={`${here}?case=${index}`}
              aria-current={index === preview.shown ? "page" : undefined}
            >
              {text.case(index + 1)}
            </a>
          ))}
        </nav>
      )}
      <p>
        <span className="soft">{text.subject}</span> <b>{preview.subject}</b>
      </p>
      <div className="mail">
        <section className="stack stack-tight">
          <h2>{text.html}</h2>
          <iframe
            className="card letter-frame"
            name={previewFrame}
            title={text.frame}
            src={`${here}/sample?case=${preview.shown}`}
            sandbox=""
          />
        </section>
        <section className="stack stack-tight">
          <h2>{text.text}</h2>
          <pre className="card letter-text">{preview.text}</pre>
        </section>
      </div>
    </div>
  );
}
