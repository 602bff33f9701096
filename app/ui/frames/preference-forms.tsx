import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { defineText } from "../../../language/text";
import { useLocale, usePageFacts } from "../../web/page-facts";
import { textSizes } from "../../web/preferences";

const preferenceText = defineText({
  zh: {
    textSize: "字級",
    small: "小",
    medium: "中",
    large: "大",
    calendar: "日期",
    minguo: "民國",
    gregorian: "西元",
  },
  en: {
    textSize: "Text",
    small: "S",
    medium: "M",
    large: "L",
    calendar: "Dates",
    minguo: "ROC",
    gregorian: "Western",
  },
});

/** 字級 小中大, without JavaScript. */
export function TextSizeChoice() {
  const { locale, textSize } = usePageFacts();
  const text = preferenceText(locale);
  return (
    <PreferenceForm className="text-sizes">
      <span id="text-size">{text.textSize}</span>
      {textSizes.map((size) => (
        <button
          key={size}
          className="btn btn-link"
          name="textSize"
          value={size}
          aria-pressed={size === textSize}
          aria-label={`${text.textSize} ${text[size]}`}
        >
          {text[size]}
        </button>
      ))}
    </PreferenceForm>
  );
}

/** 民國 or 西元. */
export function CalendarChoice() {
  const { locale, calendar } = usePageFacts();
  const text = preferenceText(locale);
  return (
    <PreferenceForm className="text-sizes">
      <span>{text.calendar}</span>
      {(["minguo", "gregorian"] as const).map((each) => (
        <button
          key={each}
          className="btn btn-link"
          name="calendar"
          value={each}
          aria-pressed={each === calendar}
          aria-label={`${text.calendar} ${text[each]}`}
        >
          {text[each]}
        </button>
      ))}
    </PreferenceForm>
  );
}

/** To the other language, named in that language. */
export function LanguageSwitch() {
  const other = useLocale() === "en" ? "zh-Hant-TW" : "en";
  return (
    <PreferenceForm>
      <button className="btn btn-link" name="locale" value={other} lang={other}>
        {other === "en" ? "English" : "中文"}
      </button>
    </PreferenceForm>
  );
}

function PreferenceForm({ className, children }: { className?: string; children: ReactNode }) {
  const { pathname, search } = useLocation();
  return (
    <form className={className} method="post" action="/preferences">
      <input type="hidden" name="returnTo" value={pathname + search} />
      {children}
    </form>
  );
}
