/** What a page of a refusal says: what happened and what to do about it, in both languages. */
export interface Refusal {
  /** For programs, such as `not-found`. */
  code: string;
  message: { zh: string; en: string };
  remedy?: { zh: string; en: string };
}

/** What is said of an address that leads nowhere. */
export const notFoundText: Refusal = {
  code: "not-found",
  message: { zh: "找不到這個網頁", en: "There is no such page" },
  remedy: {
    zh: "網址可能打錯，或網頁已移動。請由首頁或網站導覽前往。",
    en: "The address may be mistyped or the page moved. Start from the home page or the site map.",
  },
};

/** Finds the refusal in what a boundary caught. */
export function refusalIn(caught: unknown): Refusal | undefined {
  if (typeof caught !== "object" || caught === null || !("refusal" in caught)) return undefined;
  const found = caught.refusal;
  return isRefusal(found) ? found : undefined;
}

function isRefusal(value: unknown): value is Refusal {
  return typeof value === "object" && value !== null && "code" in value && "message" in value;
}
