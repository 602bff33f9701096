import { defineText } from "../../../language/text";

export const ownPasswordText = defineText({
  zh: {
    setTitle: "設定自己的密碼",
    setLead: "請設定一組只有您知道的密碼。設定完成後，一次性密碼、原來的密碼與其他裝置上的登入都會失效。",
    until: "請在",
    untilEnd: "前完成。還沒設定就關閉此頁時，可以再用一次性密碼登入，回到這裡。",
    changeTitle: "變更密碼",
    overdue: "您的密碼已使用超過 90 天，請先變更，才能繼續使用。變更後，其他裝置上的登入都會結束。",
    changeLead: "變更後，其他裝置上的登入都會結束，並寄信通知您所有留存的電子郵件。",
    current: "目前的密碼",
    account: "自訂帳號",
    accountHint:
      "之後可以用它代替身分證字號登入。3 至 30 個英文字母、數字、點、連字號或底線，以英文字母開頭；不填則用身分證字號登入。",
    password: "新密碼",
    repeated: "再輸入一次新密碼",
    nist: "至少 15 個字元，可以是一句好記的話，包含空格與中文。不必混用大小寫或符號；常見、外洩過或含有姓名帳號的密碼不能使用。可以貼上。",
    twGov:
      "至少 12 個字元，大寫英文、小寫英文、數字、符號四種至少三種；不可與最近三次相同；90 天內須變更。可以貼上。",
    set: "設定密碼",
    change: "變更密碼",
    notRepeated: "兩次輸入的新密碼不同。",
    missing: "請輸入新密碼。",
    accountShape:
      "自訂帳號應為 3 至 30 個英文字母、數字、點、連字號或底線，以英文字母開頭，且不可像身分證字號。",
    accountTaken: "這個帳號已有人使用，請換一個。",
    wrongCurrent: "目前的密碼不正確。",
    paused: (time: string) => `錯誤次數過多，請於 ${time} 後再試。`,
    expired: "這個設定密碼的頁面已失效",
    expiredWhy:
      "此頁開啟 30 分鐘後，或在另一個瀏覽器開啟、設定完成後，就不能再用。還沒有設定自己的密碼時，請以信中的一次性密碼再登入；已設定時，請以自己的密碼登入。",
    cancel: "返回我的專區",
  },
  en: {
    setTitle: "Set a password of your own",
    setLead:
      "Set one that only you know; the temporary password, your old one and all other sign-ins then end.",
    until: "Please finish by",
    untilEnd: ". If you close this page before that, sign in with the temporary password again to come back.",
    changeTitle: "Change your password",
    overdue: "Your password is more than 90 days old. Change it to go on; all other sign-ins then end.",
    changeLead: "All other sign-ins end, and every address on your record is told.",
    current: "Present password",
    account: "Account name of your choice",
    accountHint:
      "You can then sign in with it instead of your national ID number. 3 to 30 letters, digits, dots, hyphens or underscores, beginning with a letter; left empty, you go on with your national ID number.",
    password: "New password",
    repeated: "New password once more",
    nist: "At least 15 characters: a sentence you remember, spaces included, will do. No need to mix kinds; common or leaked passwords and your own name are refused. Pasting is fine.",
    twGov:
      "At least 12 characters, three of capital letters, small letters, digits and signs; none of your last three; to be changed within 90 days. Pasting is fine.",
    set: "Set password",
    change: "Change password",
    notRepeated: "The two new passwords differ.",
    missing: "Enter a new password.",
    accountShape:
      "An account name has 3 to 30 letters, digits, dots, hyphens or underscores, begins with a letter and must not look like a national ID number.",
    accountTaken: "This account name is taken; choose another.",
    wrongCurrent: "The present password is wrong.",
    paused: (time: string) => `Too many wrong tries. Try again after ${time}.`,
    expired: "This page for setting a password no longer works",
    expiredWhy:
      "This page is open for 30 minutes, and ends when another browser opens it or a password is set. If you have not set one yet, sign in with the temporary password from the mail again; if you have, sign in with your own.",
    cancel: "Back to your page",
  },
});
