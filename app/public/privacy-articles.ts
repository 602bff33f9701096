import type { Article } from "../ui/frames/articles";

/** 隱私權及資安政策, about what this service does and nothing else. */
export const privacyArticles: readonly Article[] = [
  {
    id: "data",
    title: { zh: "蒐集哪些資料、做什麼用", en: "What is kept, and why" },
    points: [
      {
        zh: "人事資料中的姓名、機關、帳號、身分證字號、電子郵件與公務電話，只用於確認您的身分並讓您登入。",
        en: "Name, agency, account, national ID number, mail address and office number from the personnel records, only to establish who you are and to let you sign in.",
      },
      {
        zh: "您在申請中填寫的內容，以及案件的處理歷程。",
        en: "What you write in a request, and the history of how it was handled.",
      },
      {
        zh: "每一次查詢您的資料都會留下紀錄：何人、何時、為何。",
        en: "Every look-up of your record is itself recorded: by whom, when and for what purpose.",
      },
    ],
  },
  {
    id: "protection",
    title: { zh: "如何保護", en: "How it is protected" },
    points: [
      {
        zh: "身分證字號加密儲存，畫面只顯示前六碼，如 A12345****；系統紀錄檔不含姓名。",
        en: "National ID numbers are stored encrypted and shown as A12345****; log files hold no names.",
      },
      {
        zh: "一次性密碼只寄給本人，明文不存檔，承辦人員也看不到；密碼以 argon2id 雜湊儲存。",
        en: "A temporary password goes to its owner only; it is never written to disk in the clear, and no staff can see it. Passwords are kept as argon2id hashes.",
      },
      {
        zh: "申請結果不透露某人是否有帳號；未登入者只看得到自己填寫的內容。",
        en: "The answer to a request does not tell whether somebody has an account; without signing in, one sees only what one wrote.",
      },
      {
        zh: "頁面不載入任何外部網站的程式、圖片或追蹤工具。",
        en: "The pages load no scripts, pictures or trackers from other sites.",
      },
    ],
  },
  {
    id: "cookies",
    title: { zh: "Cookie", en: "Cookies" },
    points: [
      {
        zh: "登入狀態與案件查詢：只在本站使用，不含個人資料；案件結案 30 天後查詢連結失效。",
        en: "For being signed in and for following a request: used by this site alone, without personal data. The links of a request die 30 days after it is closed.",
      },
      { zh: "字級、語言與曆法：保存一年。", en: "For text size, language and calendar: kept for a year." },
    ],
  },
  {
    id: "rights",
    title: { zh: "您的權利", en: "Your rights" },
    paragraphs: [
      {
        zh: "依個人資料保護法第 3 條，您可就自己的資料查詢或請求閱覽、製給複製本、補充或更正、停止蒐集、處理或利用，及請求刪除。請洽服務機關的人事單位或本站客服。",
        en: "Under article 3 of the Personal Data Protection Act you may inspect your data, have a copy, have it completed or corrected, have its collection, processing or use stopped, and have it deleted. Please ask your agency’s HR office or the helpdesk.",
      },
    ],
  },
  {
    id: "report",
    title: { zh: "通報", en: "Telling us" },
    paragraphs: [
      {
        zh: "收到不是您申請的郵件，或發現本站有安全問題，請立即撥打客服專線。",
        en: "If mail comes that you did not ask for, or you find a weakness of this site, please call the helpdesk at once.",
      },
    ],
  },
];
