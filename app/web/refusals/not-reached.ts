import type { AppLoadContext } from "@remix-run/node";
import type { Refusal } from "./refusal";

/**
 * What is said while the database is away, and noted in the log. Whether the last thing asked was done is not known here, and
 * need not be: sent again, it is done once.
 */
export function notReached(error: unknown, { log, requestId }: AppLoadContext): Refusal {
  log.error({ err: error, requestId }, "the database was not reached");
  return {
    code: "database-not-reached",
    message: { zh: "資料庫暫時連不上", en: "The database cannot be reached for the moment" },
    remedy: {
      zh: "請稍候一分鐘，再重新整理本頁：填寫的內容會再送出一次，不會重複辦理。",
      en: "Wait a minute and reload this page: what you filled in is sent again, and nothing is done twice.",
    },
  };
}
