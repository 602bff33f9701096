import type { TooBusy } from "../../../accounts/passwords/concurrency-limit";
import type { Refusal } from "./refusal";

/** The HTTP status for whoever is turned away because too many wait: their own network's doing, or everybody's. */
export const tooBusyStatus = ({ code }: TooBusy): 429 | 503 => (code === "lane-full" ? 429 : 503);

/** What is said to them. Nothing was done, so that the same may be sent again. */
export function tooBusyRefusal({ code }: TooBusy): Refusal {
  const remedy = {
    zh: "未執行，請稍候一分鐘，再送出一次。",
    en: "Nothing was done. Wait a minute and send it again.",
  };
  return code === "lane-full"
    ? {
        code,
        message: { zh: "從您所在的網路送出的要求太多", en: "Too many requests come from your network" },
        remedy,
      }
    : { code, message: { zh: "目前使用的人太多", en: "Too many people are here at once" }, remedy };
}
