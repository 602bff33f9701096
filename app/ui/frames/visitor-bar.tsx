import { useLocale } from "../../web/page-facts";
import { publicPageText } from "./public-page.text";

/** The person signed in, and the pages open to them. */
export interface Visitor {
  name: string;
  agency: string;
  links: readonly { to: string; label: string; current?: boolean }[];
}

/** Agency, name, navigation and 登出 of the person signed in. */
export function VisitorBar({ visitor }: { visitor: Visitor }) {
  const text = publicPageText(useLocale());
  return (
    <div className="public-bar">
      <div className="public-width">
        <nav className="links" aria-label={text.navigation}>
          {visitor.links.map(({ to, label, current }) => (
            <a key={to} href={to} aria-current={current ? "page" : undefined}>
              {label}
            </a>
          ))}
        </nav>
        <form className="row push" method="post" action="/sign-out">
          <span>
            {visitor.agency} <b>{visitor.name}</b>
          </span>
          <button className="btn btn-link">{text.signOut}</button>
        </form>
      </div>
    </div>
  );
}
