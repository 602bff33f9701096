import { defineText } from "../../../language/text";

export const publicPageText = defineText({
  zh: {
    skip: "跳到主要內容",
    topArea: "上方功能區塊（快速鍵 U）",
    mainArea: "主要內容區塊（快速鍵 C）",
    bottomArea: "頁尾區塊（快速鍵 Z）",
    tools: "網站工具",
    siteMap: "網站導覽",
    manual: "使用手冊",
    hours: (hours: string) => `服務時間：${hours}`,
    telephone: "客服專線",
    privacy: "隱私權及資安政策",
    sender: (address: string) => `本站寄件人：${address}`,
    signOut: "登出",
    navigation: "我的功能",
  },
  en: {
    skip: "Skip to the content",
    topArea: "Top of the page (access key U)",
    mainArea: "Content (access key C)",
    bottomArea: "Foot of the page (access key Z)",
    tools: "Site tools",
    siteMap: "Site map",
    manual: "Manual",
    hours: (hours: string) => `Open on ${hours}`,
    telephone: "Helpdesk",
    privacy: "Privacy and security policy",
    sender: (address: string) => `Our mail comes from ${address}`,
    signOut: "Sign out",
    navigation: "Your pages",
  },
});
