import { createContext, useContext } from "react";
import type { Calendar, Locale } from "../../language/locale";
import { textSizes, type Preferences, type TextSize } from "./preferences";

/** What every part of a page may ask for, on the server and after hydration, also when a loader failed. */
export interface PageFacts extends Preferences {
  nonce: string;
  requestId: string;
  /** The published sender of our mail. */
  sender: string;
}

const Facts = createContext<PageFacts>({
  locale: "zh-Hant-TW",
  calendar: "minguo",
  textSize: "medium",
  nonce: "",
  requestId: "",
  sender: "",
});

export const PageFactsProvider = Facts.Provider;

export function usePageFacts(): PageFacts {
  return useContext(Facts);
}

export function useLocale(): Locale {
  return usePageFacts().locale;
}

export function useCalendar(): Calendar {
  return usePageFacts().calendar;
}

/** The facts as attributes of `<html>`, where {@link factsOf} finds them again in the browser. */
export function factAttributes({ locale, calendar, textSize, requestId, sender }: PageFacts) {
  return {
    lang: locale,
    "data-calendar": calendar,
    "data-text-size": textSize,
    "data-request": requestId,
    "data-sender": sender,
  };
}

/** Reads back what {@link factAttributes} wrote. */
export function factsOf({ lang, dataset }: HTMLElement): PageFacts {
  return {
    locale: lang === "en" ? "en" : "zh-Hant-TW",
    calendar: dataset.calendar === "gregorian" ? "gregorian" : "minguo",
    textSize: textSizes.find((size): size is TextSize => size === dataset.textSize) ?? "medium",
    nonce: "",
    requestId: dataset.request ?? "",
    sender: dataset.sender ?? "",
  };
}
