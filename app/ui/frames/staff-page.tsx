import type { ReactNode } from "react";
import { defineText } from "../../../language/text";
import { useLocale } from "../../web/page-facts";
import { useStaffNavigation, type NavigationSection } from "./frame";
import { CalendarChoice, LanguageSwitch, TextSizeChoice } from "./preference-forms";

interface StaffPageProps {
  title: ReactNode;
  /** Beside the title: search, buttons. */
  actions?: ReactNode;
  children: ReactNode;
}

const staffPageText = defineText({
  zh: {
    desk: "登入協助服務臺",
    views: "檢視",
    skip: "跳到主要內容",
    signOut: "登出",
    home: "我的專區",
  },
  en: {
    desk: "Recovery Desk",
    views: "Views",
    skip: "Skip to the content",
    signOut: "Sign out",
    home: "My page",
  },
});

/** A page of staff: dense, with the navigation of their area beside the work. */
export function StaffPage({ title, actions, children }: StaffPageProps) {
  const text = staffPageText(useLocale());
  const { sections, who } = useStaffNavigation();
  return (
    <div className="desk">
      <a className="skip" href="#content">
        {text.skip}
      </a>
      <aside className="desk-rail">
        <a className="desk-name" href="/desk">
          {text.desk}
        </a>
        <nav className="desk-views" aria-label={text.views}>
          {sections.map((section, index) => (
            <Section key={section.title ?? index} {...section} />
          ))}
        </nav>
        <div className="desk-self">
          <span>{who}</span>
          <form className="row" method="post" action="/sign-out">
            <a href="/me">{text.home}</a>
            <button className="btn btn-link">{text.signOut}</button>
          </form>
          <div className="row">
            <TextSizeChoice />
            <LanguageSwitch />
          </div>
          <CalendarChoice />
        </div>
      </aside>
      <main id="content" className="desk-main" tabIndex={-1}>
        <div className="desk-head">
          <h1>{title}</h1>
          {actions}
        </div>
        {children}
      </main>
    </div>
  );
}

function Section({ title, links }: NavigationSection) {
  return (
    <>
      {title && <h2>{title}</h2>}
      {links.map(({ to, label, count, late, current }) => (
        <a key={to} className="desk-view" href={to} aria-current={current ? "page" : undefined}>
          <span>{label}</span>
          {count !== undefined && <span className={late && count > 0 ? "num late" : "num"}>{count}</span>}
        </a>
      ))}
    </>
  );
}
