import { renderToStaticMarkup } from "react-dom/server";
import type { Locale } from "../language/locale";
import type { Block, MailDocument, Step } from "./document";

// The tokens of the product's look, light and dark. A mail reader that drops the sheet still shows a plain, legible page.
const sheet = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
body{margin:0;background:#f6f5f1;color:#17222c;font:16px/1.7 "Noto Sans TC","PingFang TC","Microsoft JhengHei",system-ui,sans-serif}
.mail{max-width:36rem;margin:0 auto;padding:1.5rem 1rem 2.5rem}
h1{font-size:1.0625rem;line-height:1.4;margin:0 0 1rem;color:#0a5a63}
main{background:#fff;border:1px solid #dedbd2;border-radius:14px;padding:1.25rem 1.5rem;overflow-wrap:anywhere}
p,dl,ul,ol,blockquote{margin:0 0 1.1rem}main>:last-child{margin-bottom:0}
a{color:#0a5a63}
dt{color:#55626d;font-size:.9375rem}dd{margin:0 0 .4rem;font-weight:600}
.password{font:700 1.5rem/1.4 ui-monospace,Consolas,monospace;background:#e3f0f0;border-radius:10px;padding:.7rem 1rem;margin:0 0 .5rem}
blockquote{border-left:3px solid #7a858d;padding:.1rem 0 .1rem .9rem;white-space:pre-line}
ul{padding-left:1.2rem}ol{list-style:none;padding:0}
small{color:#55626d;font-size:.875rem}
.step{display:inline-block;box-sizing:border-box;width:.85rem;height:.85rem;margin-right:.6rem;border:3px solid #7a858d;border-radius:50%;vertical-align:-.05rem}
.person{border-radius:3px}.done{background:#0a5a63;border-color:#0a5a63}.now{border-color:#0a5a63}.current{font-weight:700}
@media (prefers-color-scheme:dark){
body{background:#12181d;color:#e8ebe9}h1,a{color:#6cc3c9}main{background:#1a2229;border-color:#2e3941}
dt,small{color:#a3adb3}.password{background:#163238}blockquote,.step{border-color:#8b979e}
.done{background:#6cc3c9;border-color:#6cc3c9}.now{border-color:#6cc3c9}}
`;

/** Renders a mail as one self-contained HTML page: no table, no image, no script, nothing fetched. */
export function toHtml(document: MailDocument, locale: Locale, siteName: string): string {
  return `<!doctype html>${renderToStaticMarkup(
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="format-detection" content="telephone=no" />
        <title>{document.subject}</title>
        <style dangerouslySetInnerHTML={{ __html: sheet }} />
      </head>
      <body>
        <div className="mail">
          <header>
            <h1>{siteName}</h1>
          </header>
          <main>
            {document.blocks.map((block, index) => (
              <Part key={index} block={block} />
            ))}
          </main>
        </div>
      </body>
    </html>,
  )}`;
}

function Part({ block }: { block: Block }) {
  switch (block.kind) {
    case "paragraph":
      return <p>{block.text}</p>;
    case "facts":
      return (
        <dl>
          {block.rows.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      );
    case "password":
      return (
        <>
          <p>{block.label}</p>
          <p className="password">{block.password}</p>
          <p>{block.note}</p>
        </>
      );
    case "link":
      return (
        <p>
          {block.label}
          <br />
          <a href={block.url}>{block.url}</a>
        </p>
      );
    case "quote":
      return (
        <>
          <p>{block.label}</p>
          <blockquote>{block.text}</blockquote>
        </>
      );
    case "list":
      return (
        <ul>
          {block.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      );
    case "path":
      return (
        <>
          <p>{block.label}</p>
          <ol>
            {block.steps.map((step) => (
              <PathStep key={step.label} step={step} state={block.states[step.state]} />
            ))}
          </ol>
        </>
      );
  }
}

function PathStep({ step, state }: { step: Step; state: string }) {
  return (
    <li className={step.state === "now" ? "current" : undefined}>
      <span className={`step ${step.state}${step.person ? " person" : ""}`} aria-hidden="true" />
      {step.label} <small>{state}</small>
    </li>
  );
}
