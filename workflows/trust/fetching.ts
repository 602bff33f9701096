import { AppError, errorsOf } from "../../language/app-error";
import { defineText } from "../../language/text";
import type { Locale } from "../../language/locale";

/** A question to the address of an authority. */
export interface OutsideRequest {
  url: string;
  /** Sent by POST where there is one. */
  body?: { bytes: Uint8Array; type: string };
  /** A longer answer is not read to its end. In bytes. */
  maximumBytes: number;
  /** For everything from the connection to the last byte, in milliseconds. */
  patience: number;
}

/**
 * Asks an address outside the house and gives the bytes of its answer. It goes nowhere else: a redirection is refused.
 *
 * @throws OutsideFailed
 */
export type AskOutside = (request: OutsideRequest) => Promise<Uint8Array>;

export type OutsideFailure =
  | "not-a-web-address"
  | "unreachable"
  | "certificate-untrusted"
  | "proxy-refuses"
  | "too-slow"
  | "too-large"
  | "redirected"
  | "status"
  | "a-web-page";

/** An address did not give what was asked for. */
export type OutsideFailed = AppError<"outside", OutsideFailure, string>;

/** @param detail for people: a status, where it leads, what the network says */
export function outsideError(code: OutsideFailure, detail: string): OutsideFailed {
  return new AppError("outside", code, "failed", detail, `${code}: ${detail}`);
}

export const isOutsideFailed = errorsOf<OutsideFailed>("outside");

const words = defineText({
  zh: {
    "not-a-web-address": "位址須以 http:// 或 https:// 開頭",
    unreachable: "無法連線",
    "certificate-untrusted": "對方網站的 TLS 憑證無法驗證",
    "proxy-refuses": "代理伺服器不放行（見 HTTPS_PROXY）",
    "too-slow": "逾時未回應",
    "too-large": "回應超過大小上限",
    redirected: "位址已轉往他處，不予跟隨；請確認後更新設定",
    status: "對方回應錯誤",
    "a-web-page": "收到的是網頁，不是所要的資料（可能被代理伺服器或登入頁攔下）",
  },
  en: {
    "not-a-web-address": "The address must begin with http:// or https://",
    unreachable: "No connection",
    "certificate-untrusted": "The TLS certificate of the other side cannot be verified",
    "proxy-refuses": "The proxy does not let it through (see HTTPS_PROXY)",
    "too-slow": "No answer in time",
    "too-large": "The answer is larger than allowed",
    redirected: "The address leads elsewhere, which is not followed; confirm it and correct the setting",
    status: "The other side answers with an error",
    "a-web-page":
      "A web page came instead of what was asked for (a proxy or sign-in page may have caught it)",
  },
});

export function isOutsideFailure(code: string): code is OutsideFailure {
  return code in words("en");
}

export function outsideWords(code: OutsideFailure, locale: Locale): string {
  return words(locale)[code];
}
