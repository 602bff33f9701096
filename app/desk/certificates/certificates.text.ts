import { defineText } from "../../../language/text";

/** Certificates of power accounts that wait for a second person, as agents see them. */
export const deskCertificatesText = defineText({
  zh: {
    title: "憑證待第二人確認",
    lead: "特權帳號的自然人憑證，第一位確認後，還要一位權限來源不同的同仁確認，才能登入。",
    none: "沒有憑證等候第二人確認",
    noneWhy: "有人事單位或本人確認了特權帳號的憑證時，會列在這裡。",
    account: "帳號",
    post: "單位職稱",
    phone: "公務電話",
    noPhone: "沒有留存，請當面核對",
    first: "第一位",
    firstOwner: "本人（以寄到留存電子郵件的連結）",
    missing: "請先核對，再勾選。",
    done: "已確認，這張憑證可以登入了，並已通知留存的每個電子郵件。",
  },
  en: {
    title: "Certificates that wait for a second person",
    lead: "The citizen certificate of a power account signs in only after a second person, whose authority does not come from the same source, has confirmed it.",
    none: "No certificate waits for a second person",
    noneWhy: "When HR or the owner has confirmed the certificate of a power account, it is listed here.",
    account: "Account",
    post: "Post",
    phone: "Office number",
    noPhone: "None on record: check face to face",
    first: "First person",
    firstOwner: "the owner, by the link mailed to the address on record",
    missing: "Check first, then tick this.",
    done: "Confirmed: this certificate signs in now, and every address on record is told.",
  },
});
