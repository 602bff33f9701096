import { defineText } from "../../language/text";

/** Confirming that mail to a new address reaches the person. */
export const confirmAddressText = defineText({
  zh: {
    title: "確認電子郵件",
    ask: (address: string) => `您收得到寄到 ${address} 的信。`,
    why: "確認後，承辦人員會看到這個地址已由收信人確認。這裡不會問您的密碼，也不能變更地址。",
    confirm: "確認這是我的地址",
    done: "已確認",
    doneWhy: (address: string) => `${address} 已確認，您可以關閉這一頁。`,
    dead: "這個網址已失效",
    deadWhy: "網址三十天內有效，地址再變更後也會失效。請洽您的人事單位。",
  },
  en: {
    title: "Confirm your mail address",
    ask: (address: string) => `Mail to ${address} reaches you.`,
    why: "Staff will then see that the reader of this address has confirmed it. You are asked for no password here, and the address cannot be changed.",
    confirm: "Yes, this is my address",
    done: "Confirmed",
    doneWhy: (address: string) => `${address} is confirmed. You may close this page.`,
    dead: "This link no longer opens anything",
    deadWhy:
      "A link is good for thirty days, and for as long as the address is on record. Ask your HR office.",
  },
});
