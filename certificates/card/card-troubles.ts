import { defineText } from "../../language/text";

/** Codes of the card component, by what they mean. Negative ones are two's complement of 32 bits. */
export const returnCodes = {
  fine: 0,
  nothingToSign: 0x76000003,
  noCard: 0x76000006,
  badJson: 0x7600000b,
  badParameter: 0x7600000c,
  helperFailed: 0x7600000d,
  unknownMethod: 0x7600000e,
  siteNotTrusted: 0x7600000f,
  noPin: 0x76000998,
  cancelled: 0x76000999,
  siteNotAllowed: 0x76000031,
  noReader: 0x76100003,
  loginFailed: 0x76100006,
  cardExpired: 0x76500002,
} as const;

/** `last_error`: what the card itself said. */
export const cardErrors = {
  none: 0,
  functionFailed: 0x06,
  wrongPin: 0xa0,
  pinLength: 0xa2,
  pinLocked: 0xa4,
  wrongPinOneLeft: -2147483647,
  wrongPinTwoLeft: -2147483646,
} as const;

/** What may go wrong between the page and the card. The first seven are noticed by the page itself. */
export const troubleWords = defineText({
  zh: {
    "component-missing": "找不到跨平台網頁元件，或元件沒有啟動。",
    "network-refused": "瀏覽器不允許本網站連線到這台電腦。",
    "component-outdated": "跨平台網頁元件的版本太舊。",
    "popup-blocked": "瀏覽器擋下了元件的彈出視窗。",
    "popup-closed": "元件的視窗在完成前就關閉了。",
    "component-silent": "元件沒有在時間內回應。",
    "component-unclear": "元件執行中，但回報的內容不完整。",
    "no-reader": "找不到讀卡機。",
    "no-card": "讀卡機裡沒有卡片。",
    "card-expired": "卡片上的憑證已過期。",
    "site-not-trusted": "元件尚未信任本網站。",
    "helper-failed": "元件執行失敗或逾時。",
    cancelled: "您取消了這次簽章。",
    "pin-missing": "沒有輸入憑證密碼（PIN 碼）。",
    "pin-length": "憑證密碼（PIN 碼）須為 6 至 8 碼。",
    "pin-wrong": "憑證密碼（PIN 碼）錯誤。",
    "pin-wrong-two-left": "憑證密碼（PIN 碼）錯誤，還可以再試兩次。",
    "pin-wrong-one-left": "憑證密碼（PIN 碼）錯誤，只剩最後一次機會。",
    "pin-locked": "卡片已因憑證密碼（PIN 碼）多次錯誤而鎖住。",
    "request-refused": "元件無法處理這次的要求。",
    unknown: "元件回報了不明的錯誤。",
  },
  en: {
    "component-missing": "The card component was not found or is not running.",
    "network-refused": "The browser does not let this site connect to this computer.",
    "component-outdated": "The card component is too old.",
    "popup-blocked": "The browser blocked the component's window.",
    "popup-closed": "The component's window was closed before it was done.",
    "component-silent": "The component did not answer in time.",
    "component-unclear": "The component runs, but what it reports is incomplete.",
    "no-reader": "No card reader was found.",
    "no-card": "There is no card in the reader.",
    "card-expired": "The certificate on the card has expired.",
    "site-not-trusted": "The component does not trust this site yet.",
    "helper-failed": "The component failed or timed out.",
    cancelled: "You cancelled this signature.",
    "pin-missing": "No PIN was given.",
    "pin-length": "The PIN must have 6 to 8 characters.",
    "pin-wrong": "The PIN is wrong.",
    "pin-wrong-two-left": "The PIN is wrong; two tries are left.",
    "pin-wrong-one-left": "The PIN is wrong; one last try is left.",
    "pin-locked": "The card is locked after too many wrong PINs.",
    "request-refused": "The component could not process this request.",
    unknown: "The component reported an unknown error.",
  },
});

export type TroubleCode = keyof ReturnType<typeof troubleWords>;

/** What to do about each trouble. */
export const remedyWords = defineText({
  zh: {
    "component-missing": "請安裝並啟動跨平台網頁元件，再重新整理本頁；手機與平板無法使用。",
    "network-refused":
      "請按網址列左側的網站設定，將「區域網路存取」（或「本機裝置」）改為允許，再重新整理本頁。",
    "component-outdated": "請安裝新版的跨平台網頁元件，重新開啟瀏覽器後再檢測一次。",
    "popup-blocked": "請在瀏覽器網址列允許本網站開啟彈出視窗，再按一次。",
    "popup-closed": "請再按一次，並等視窗自行關閉。",
    "component-silent": "請確認讀卡機已接妥、瀏覽器允許本網站連線至本機裝置，再按一次。",
    "component-unclear": "請只接一臺讀卡機再試；仍不行時重新啟動元件，或更新元件。",
    "no-reader": "請接上讀卡機，稍候幾秒再按一次。",
    "no-card": "請將卡片晶片面朝上插入讀卡機，再按一次。",
    "card-expired": "請向憑證管理中心換發卡片；也可改由人事單位或客服協助。",
    "site-not-trusted": "請在元件的信任網站清單加入本網站的網址，再按一次。",
    "helper-failed": "請重新插入卡片；仍不行時重新啟動元件。",
    cancelled: "要繼續時請再按一次。",
    "pin-missing": "請輸入憑證密碼（PIN 碼）後再按一次。",
    "pin-length": "請輸入 6 至 8 碼的憑證密碼（PIN 碼），這次不計入錯誤次數。",
    "pin-wrong": "請確認後重新輸入；連續錯誤會鎖卡。",
    "pin-wrong-two-left": "請確認後重新輸入；連續錯誤會鎖卡。",
    "pin-wrong-one-left": "若不確定密碼，請勿再試；可改由人事單位或客服協助。",
    "pin-locked": "請向憑證管理中心辦理鎖卡解碼；也可改由人事單位或客服協助。",
    "request-refused": "請更新元件後再試；仍不行時請洽客服人員。",
    unknown: "請重新插入卡片再試一次；仍不行時請洽客服人員。",
  },
  en: {
    "component-missing":
      "Install and start the card component, then reload this page. Phones and tablets cannot use it.",
    "network-refused":
      "Open the site settings beside the address, allow access to the local network (or to apps on this device), and reload this page.",
    "component-outdated":
      "Install the new version of the card component, restart the browser and check again.",
    "popup-blocked": "Allow this site to open windows in the address bar, then press again.",
    "popup-closed": "Press again and let the window close by itself.",
    "component-silent":
      "Check that the reader is connected and that the browser lets this site reach local devices, then press again.",
    "component-unclear":
      "Connect one reader only and try again; if that does not help, restart or update the component.",
    "no-reader": "Connect the reader, wait a few seconds and press again.",
    "no-card": "Insert the card with its chip facing up and press again.",
    "card-expired": "Have the card renewed; HR or the helpdesk can help meanwhile.",
    "site-not-trusted": "Add this site to the component's list of trusted sites, then press again.",
    "helper-failed": "Insert the card again; if that does not help, restart the component.",
    cancelled: "Press again to go on.",
    "pin-missing": "Enter the PIN and press again.",
    "pin-length": "Enter the PIN of 6 to 8 characters; this try was not counted.",
    "pin-wrong": "Check and enter it again; repeated errors lock the card.",
    "pin-wrong-two-left": "Check and enter it again; repeated errors lock the card.",
    "pin-wrong-one-left": "Do not try again unless you are sure; HR or the helpdesk can help.",
    "pin-locked": "Have the card unlocked by its authority; HR or the helpdesk can help meanwhile.",
    "request-refused": "Update the component and try again; if that does not help, contact the helpdesk.",
    unknown: "Insert the card again and retry; if that does not help, contact the helpdesk.",
  },
});

const byCardError = new Map<number, TroubleCode>([
  [cardErrors.wrongPin, "pin-wrong"],
  [cardErrors.pinLength, "pin-length"],
  [cardErrors.pinLocked, "pin-locked"],
  [cardErrors.wrongPinOneLeft, "pin-wrong-one-left"],
  [cardErrors.wrongPinTwoLeft, "pin-wrong-two-left"],
]);

const byReturnCode = new Map<number, TroubleCode>([
  [returnCodes.noCard, "no-card"],
  [returnCodes.noReader, "no-reader"],
  [returnCodes.cardExpired, "card-expired"],
  [returnCodes.siteNotTrusted, "site-not-trusted"],
  [returnCodes.siteNotAllowed, "site-not-trusted"],
  [returnCodes.helperFailed, "helper-failed"],
  [returnCodes.cancelled, "cancelled"],
  [returnCodes.noPin, "pin-missing"],
  [returnCodes.nothingToSign, "request-refused"],
  [returnCodes.badJson, "request-refused"],
  [returnCodes.badParameter, "request-refused"],
  [returnCodes.unknownMethod, "request-refused"],
]);

/**
 * What a reply of the component says is wrong, or `null` where nothing is. The card's own word is more precise than the
 * component's, so `last_error` is looked at first.
 */
export function troubleOf(reply: { ret_code: number; last_error: number }): TroubleCode | null {
  if (reply.ret_code === returnCodes.fine) return null;
  // Some versions write the 32-bit codes as unsigned, or as 64-bit, numbers.
  return byCardError.get(reply.last_error | 0) ?? byReturnCode.get(reply.ret_code >>> 0) ?? "unknown";
}
