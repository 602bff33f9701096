import { defineText } from "../../../language/text";

/** What the forms that talk to a card reader say. */
export const cardReaderText = defineText({
  zh: {
    pin: "憑證密碼（PIN 碼）",
    pinHint:
      "6 至 8 碼，卡片的密碼，不是人事服務網的密碼。只交給您電腦上的元件，不會傳送到本網站，也不會保存。",
    slot: "用哪一張卡片簽章",
    slotHint: "有多臺讀卡機插著卡片。PIN 碼只會交給您選的這一張，請選對卡片。",
    slotCard: (reader: string, serial: string) => `卡號 ${serial}（${reader}）`,
    looking: "元件載入中…",
    ready: "元件與卡片已就緒。",
    lookAgain: "重新偵測",
    opening: "元件載入中…",
    signing: "卡片簽章中，請勿拔出卡片…",
    checking: "驗證簽章中…",
    deskSilent: "沒有收到人事服務網的回應，未執行。",
    deskSilentRemedy: "請確認網路後再按一次。",
  },
  en: {
    pin: "PIN of the card",
    pinHint:
      "6 to 8 characters: the card's own, not this site's password. It goes to the component on your computer only, never to this site, and is not kept.",
    slot: "Card to sign with",
    slotHint: "Several readers hold a card. The PIN goes to the one you choose, so choose the right one.",
    slotCard: (reader: string, serial: string) => `Card ${serial} (${reader})`,
    looking: "Loading the component…",
    ready: "Component and card are ready.",
    lookAgain: "Look again",
    opening: "Loading the component…",
    signing: "The card is signing, leave it in the reader…",
    checking: "Checking the signature…",
    deskSilent: "This site did not answer; nothing was done.",
    deskSilentRemedy: "Check the network and press again.",
  },
});
