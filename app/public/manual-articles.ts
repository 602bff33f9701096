import type { Article } from "../ui/frames/articles";

/** The manual: what each way does, and what we know where the old manual refers to texts we do not have. */
export const manualArticles: readonly Article[] = [
  {
    id: "first-login",
    title: { zh: "第一次登入，或忘記密碼", en: "The first sign-in, or a forgotten password" },
    paragraphs: [
      {
        zh: "備有自然人憑證的，可以直接以憑證登入（作法一），不需要密碼。其他三種途徑都以同一個方式結束：系統將一次性密碼寄到您留存的電子郵件，您用它登入一次，設定自己的密碼。任何承辦人員都看不到這組密碼。",
        en: "With a citizen certificate you can sign in right away (1) and need no password. The other three ways end alike: a temporary password is mailed to the address on your record, you sign in with it once and set a password of your own. Nobody who helps you ever sees it.",
      },
    ],
  },
  {
    id: "certificate",
    title: { zh: "作法一　使用自然人憑證登入", en: "1. Signing in with a citizen certificate" },
    steps: [
      {
        zh: "裝好讀卡機驅動程式與跨平台網頁元件，插入自然人憑證，在首頁「憑證登入」輸入憑證密碼（PIN 碼）。PIN 碼只交給您電腦上的元件，不會傳到本站。",
        en: "Install the reader’s driver and the card component, insert your citizen certificate, and enter its PIN under “Sign in by certificate” on the home page. The PIN goes to the component on your computer only, never to this site.",
      },
      {
        zh: "第一次使用時，輸入自訂帳號或身分證字號，最多 5 次。憑證上的姓名與身分證字號末四碼都相符時，即綁定您的帳號並登入；此後只要憑證就能登入。",
        en: "The first time, enter your account or national ID number, five times at most. Where name and last four digits on the certificate fit, it is bound to your account and you are signed in; from then on the certificate is all you need.",
      },
      {
        zh: "憑證沒有末四碼，或您的帳號是特權帳號時，須先確認：寄到留存電子郵件的連結、以一次性密碼登入，或由人事單位當面確認。確認之前，憑證不能登入。",
        en: "Where it carries no digits, or your account is privileged, it must be confirmed first: by the link mailed to your address on record, by signing in with a temporary password, or by HR in person. Until then it opens nothing.",
      },
      {
        zh: "綁定、換發與解除都會通知您留存的每個電子郵件。解除綁定請在「我的專區」辦理，或洽人事單位。",
        en: "Every address on your record is told when a certificate is bound, renewed or unbound. Unbind it on your own page, or ask HR.",
      },
    ],
    link: { to: "/component-check", zh: "元件檢測", en: "Component check" },
  },
  {
    id: "hr-supervisor",
    title: {
      zh: "作法二（一）　人事主管或經授權的人事人員協助設定密碼",
      en: "2a. HR sets a password for you",
    },
    steps: [
      {
        zh: "您在本站提出申請，或直接洽服務機關的人事單位。",
        en: "Ask on this site, or ask your agency’s HR office directly.",
      },
      {
        zh: "人事主管或經授權的人事人員查到您本人並確認。經授權為「承辦」者所送，再由主管確認；特權帳號另須第二人確認。",
        en: "An HR supervisor or authorised staff find you and confirm. What staff only prepare is confirmed by a supervisor; a privileged account needs a second person.",
      },
      {
        zh: "一次性密碼寄到您的信箱。若人事單位未於期限內答覆，案件會轉給職務代理人、上級人事單位，再轉客服。",
        en: "The temporary password is mailed to you. If HR does not answer in time, the request passes to the deputy, to the superior HR office and then to the helpdesk.",
      },
    ],
  },
  {
    id: "agency-certificate",
    title: {
      zh: "作法二（二）　使用機關憑證設定密碼",
      en: "2b. The agency’s certificate card sets a password",
    },
    steps: [
      {
        zh: "機關憑證保管人不需登入：在首頁選「以機關憑證設定密碼」，插入機關憑證，輸入 PIN 碼。",
        en: "The keeper of the card need not sign in: choose “Set a password with the agency’s card” on the home page, insert the card and enter the PIN.",
      },
      {
        zh: "查詢該機關（含所屬）的人員，閱讀聲明，填寫姓名、職稱、分機，再輸入一次 PIN 碼簽章。",
        en: "Look up a person of that agency or below it, read the statement, give name, title and extension, and sign by entering the PIN again.",
      },
      {
        zh: "一次性密碼寄給當事人，並立即通知該機關人事主管。",
        en: "The temporary password is mailed to the person, and the agency’s HR supervisors are told at once.",
      },
    ],
  },
  {
    id: "helpdesk",
    title: { zh: "作法三　洽客服人員", en: "3. The helpdesk" },
    paragraphs: [
      {
        zh: "服務時間內可撥打客服專線，其他時間可在本站留下申請，系統會告訴您最遲何時答覆。",
        en: "Call in office hours, or leave a request at any hour and be told by when it will be answered.",
      },
      {
        zh: "客服會回撥您留存的公務電話，並核對兩項只有您知道的資料；核對只記錄通過與否，不記錄答案。來電時提供的號碼不能作為核對之用。",
        en: "The helpdesk calls back on the office number on your record and checks two facts that only you know; only passed or failed is recorded, never an answer. A number you give on the phone does not count.",
      },
    ],
  },
  {
    id: "temporary-password",
    title: { zh: "收到一次性密碼之後", en: "When the temporary password has come" },
    points: [
      {
        zh: "一次性密碼為英文字母與數字，不含 I、O、0、1，大小寫均可。",
        en: "It is made of letters and digits, without I, O, 0 and 1; upper or lower case does not matter.",
      },
      {
        zh: "自寄出起 24 小時內使用一次，只能用來設定自己的密碼。逾期可由郵件中的案件網頁請求重寄。",
        en: "Use it once within 24 hours of the mail; it opens nothing but the page where you set your own. If it has lapsed, ask for another from the request’s page named in the mail.",
      },
      {
        zh: "連續輸錯 5 次須等 15 分鐘再試。",
        en: "After five wrong tries wait 15 minutes.",
      },
      {
        zh: "在您設定新密碼之前，原密碼仍可使用，除非承辦人員勾選「立即停用舊密碼」。",
        en: "Your old password keeps working until then, unless it was disabled at once with the request.",
      },
    ],
  },
  {
    id: "certificate-trouble",
    title: {
      zh: "憑證登入驗證過程有問題（一）：讀不到卡或 PIN 碼錯誤",
      en: "Trouble with the certificate (1): card or PIN",
    },
    paragraphs: [
      {
        zh: "舊手冊在此引用 PICS 問答 Q000816，其內容本站並未取得；以下是我們所知的。",
        en: "The old manual refers to the answer Q000816 here, whose text we do not have. This is what we know.",
      },
    ],
    points: [
      {
        zh: "確認讀卡機燈號、晶片朝向，並在「元件檢測」看到您的卡片。",
        en: "See that the reader’s light is on and the chip faces the right way, and that the component check shows your card.",
      },
      {
        zh: "PIN 碼為 6 至 8 碼，連續錯誤會鎖卡；本站絕不自動重試。鎖卡請洽內政部憑證管理中心或戶政事務所解鎖。",
        en: "A PIN has 6 to 8 characters, and wrong ones lock the card; this site never retries by itself. The citizen certificate authority (MOICA) or a household registration office unlocks it.",
      },
      {
        zh: "想知道 PIN 碼對不對、還剩幾次機會，可在「元件檢測」試簽一次；錯了也算一次，簽章不會離開您的電腦。",
        en: "To learn whether a PIN is right and how many tries are left, sign once in the component check; a wrong one counts, and the signature does not leave your computer.",
      },
      {
        zh: "憑證過期、停用或廢止時不能登入，請先展期或換發；急需登入可改用其他途徑。",
        en: "An expired, suspended or revoked certificate cannot sign in; renew it first, or take another way if it is urgent.",
      },
    ],
    link: { to: "/component-check", zh: "元件檢測", en: "Component check" },
  },
  {
    id: "component-trouble",
    title: {
      zh: "憑證登入驗證過程有問題（二）：一直顯示「元件載入中…」",
      en: "Trouble with the certificate (2): “Loading the component…” stays",
    },
    paragraphs: [
      {
        zh: "舊手冊在此引用 PICS 問答 Q000942，其內容本站並未取得；以下是我們所知的。舊手冊所附的 ActiveX 安裝檔只適用於 IE，已不再使用。",
        en: "The old manual refers to the answer Q000942 here, whose text we do not have. This is what we know. The ActiveX installer it names was for Internet Explorer and is no longer used.",
      },
    ],
    points: [
      {
        zh: "確認跨平台網頁元件已安裝並執行中，安裝後重新開啟瀏覽器。",
        en: "See that the card component is installed and running, and restart the browser after installing it.",
      },
      {
        zh: "瀏覽器詢問是否允許本站連線到這台電腦（區域網路）時，請選允許；並允許本站開啟彈出視窗。",
        en: "When the browser asks whether this site may connect to this computer (local network), allow it; allow pop-ups for this site too.",
      },
      {
        zh: "元件須為 1.3.4 以上的版本，並將本站的網址列為信任網站；「元件檢測」會告訴您是哪一項。",
        en: "The component must be version 1.3.4 or newer and trust this site’s address; the component check tells which is missing.",
      },
      {
        zh: "機關的防毒或防火牆可能阻擋本機連線（http://localhost:61161），請洽資訊單位。",
        en: "Security software may block the connection to your own computer (http://localhost:61161); ask your IT office.",
      },
    ],
    link: { to: "/component-check", zh: "元件檢測", en: "Component check" },
  },
  {
    id: "mail",
    title: { zh: "如何辨認本站寄出的郵件", en: "How to recognise our mail" },
    points: [
      {
        zh: "寄件人與本頁頁尾所列相同，主旨有案號與「（非社交工程演練）」。",
        en: "It comes from the sender at the foot of this page, and its subject bears the number of your request.",
      },
      {
        zh: "說明密碼的郵件只有一個連結，就是本站網址。",
        en: "The mail with your password has one link only: the address of this site.",
      },
      {
        zh: "任何人都不會以電話或郵件向您詢問密碼或 PIN 碼。",
        en: "Nobody will ask you for a password or a PIN, by phone or by mail.",
      },
    ],
  },
  {
    id: "outside",
    title: { zh: "本服務不包括", en: "Outside this service" },
    paragraphs: [
      {
        zh: "健保卡與行動自然人憑證不能在本站登入。請改用自然人憑證（IC 卡）、帳號密碼，或上述途徑。",
        en: "Health insurance cards and the mobile citizen certificate cannot be used here. Please use the citizen certificate card, an account with password, or one of the ways above.",
      },
    ],
  },
];
