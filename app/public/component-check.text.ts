import { defineText } from "../../language/text";

export const componentCheckText = defineText({
  zh: {
    title: "元件檢測",
    lead: "看看這台電腦能不能使用憑證 IC 卡，以及哪裡需要處理。",
    private:
      "檢測只在您的電腦上進行，不會傳送任何資料給本站。PIN 碼只在您自己選擇試簽時使用，也只交給您電腦上的元件。",
    panel: "檢測結果",
    loading: "元件載入中…",
    summaryTrouble: (count: number) => `有 ${count} 項需要處理`,
    summaryReady: "元件與卡片都讀得到。憑證與本站信任，請各按一次按鈕檢測。",
    summaryFine: "全部正常，可以使用憑證 IC 卡。",
    watching: "接上讀卡機、插入卡片或啟動元件後，結果會自動更新。",

    fine: "正常",
    trouble: "需處理",
    looking: "檢測中",
    waiting: "尚未檢測",

    component: "跨平台網頁元件",
    running: "執行中",
    allow: "若瀏覽器詢問是否允許本站連線到這台電腦，請選「允許」。",
    version: "元件版本",
    oldest: (version: string) => `須為 ${version} 以上。`,
    reader: "讀卡機",
    card: "卡片",
    cardNumber: (number: string) => `卡號 ${number}`,
    certificates: "卡片上的憑證",
    readCertificates: "讀取憑證",
    certificatesFor: "會開啟元件的小視窗，讀完自行關閉；不需要 PIN 碼。",
    cardNeeded: "插入卡片後即可讀取。",
    signature: "簽章用",
    encryption: "加密用",
    usage: "用途",
    subject: "持有者",
    validity: "有效期間",
    valid: "有效期間內",
    expired: "已過期",
    notYet: "尚未生效",
    validityUnknown: "元件沒有提供。",
    revocation: "是否停用或廢止，要在實際使用時才會查驗。",
    site: "本站是否受元件信任",
    siteTrusted: "元件信任本站",
    checkSite: "檢測本站信任",
    siteFor: (site: string) => `本站的網址：${site}`,
    componentNeeded: "元件啟動後即可檢測。",
    pin: "憑證密碼（PIN 碼）",
    pinRight: "PIN 碼正確，卡片可以簽章",
    pinWhy: "未使用前無法得知：簽章時卡片才會說 PIN 碼對不對、還能試幾次，所以本頁不會自己試。",
    tryPin: "用 PIN 碼試簽一次",
    tryPinFor:
      "卡片會簽一段只供檢測的文字，簽章留在您的電腦上。PIN 碼錯誤會用掉一次機會，連續錯誤會鎖卡；不確定時請勿試。",
    tryPinNow: "試簽",

    whereFrom: "從哪裡取得元件",
    whereFromFor:
      "跨平台網頁元件隨卡片管理工具（HiCOS）一起安裝，可由內政部憑證管理中心的網站或機關的資訊單位取得。安裝後請重新開啟瀏覽器。",
    network: "瀏覽器詢問「區域網路」或「這台電腦上的應用程式」時",
    networkFor:
      "元件在您自己的電腦上。新版的 Chrome 與 Edge 在網站要連到您的電腦之前會先問您；請選「允許」，本站只連到元件。",
    networkRefused:
      "已經按了「封鎖」：按網址列左側的網站設定，將「區域網路存取」（或「這台裝置上的應用程式」）改為允許，再重新整理本頁。由機關管理的電腦，可能要請資訊單位設定。",
    popup: "彈出視窗",
    popupFor: "讀取憑證與簽章時，元件會開一個小視窗；請允許本站開啟彈出視窗，並等它自行關閉。",

    more: "還是不行？",
    articleCard: "讀不到卡或 PIN 碼錯誤",
    articleComponent: "一直顯示「元件載入中…」",
    ask: "申請登入協助（人事單位或客服）",
    agencyCard: "以機關憑證設定密碼",
    call: (number: string) => `客服專線 ${number}`,

    noScript: "這一頁的檢測需要 JavaScript。",
    noScriptFor: "瀏覽器沒有執行 JavaScript 時，憑證 IC 卡在本站無法使用。您可以自己檢查：",
    byHand: [
      "在瀏覽器的設定允許本站執行 JavaScript，再重新整理本頁。",
      "看看螢幕右下角（或選單列）有沒有元件的圖示；沒有時請由開始功能表啟動。",
      "看看讀卡機的燈號，並將卡片晶片面朝上插入。",
      "手機與平板無法使用元件，請改用電腦。",
    ].join("\n"),
    noScriptElse: "不使用憑證也能登入：",
  },
  en: {
    title: "Component check",
    lead: "See whether certificate cards work on this computer, and what is to be done where they do not.",
    private:
      "The check stays on your computer: nothing is sent to this site. A PIN is used only if you choose to try it, and goes to the component on your computer alone.",
    panel: "What was found",
    loading: "Loading the component…",
    summaryTrouble: (count: number) =>
      count === 1 ? "One thing needs attention" : `${count} things need attention`,
    summaryReady:
      "Component and card are found. Press a button each to check the certificates and the trust.",
    summaryFine: "All is well; certificate cards can be used here.",
    watching: "Connect the reader, insert the card or start the component, and this follows by itself.",

    fine: "fine",
    trouble: "to do",
    looking: "checking",
    waiting: "not checked",

    component: "Card component",
    running: "Running",
    allow: "If the browser asks whether this site may connect to this computer, choose “Allow”.",
    version: "Version of the component",
    oldest: (version: string) => `It must be ${version} or newer.`,
    reader: "Card reader",
    card: "Card",
    cardNumber: (number: string) => `Card number ${number}`,
    certificates: "Certificates on the card",
    readCertificates: "Read certificates",
    certificatesFor: "Opens the component's small window, which closes by itself; no PIN is needed.",
    cardNeeded: "Insert a card to read it.",
    signature: "for signatures",
    encryption: "for encryption",
    usage: "Use",
    subject: "Holder",
    validity: "Valid",
    valid: "valid now",
    expired: "expired",
    notYet: "not valid yet",
    validityUnknown: "The component does not tell.",
    revocation: "Whether it is suspended or revoked is looked up when it is used.",
    site: "Trust of the component in this site",
    siteTrusted: "The component trusts this site",
    checkSite: "Check the trust",
    siteFor: (site: string) => `The address of this site: ${site}`,
    componentNeeded: "Start the component to check it.",
    pin: "PIN",
    pinRight: "The PIN is right; the card can sign",
    pinWhy:
      "Unknown until used: only when it signs does a card tell whether the PIN is right and how many tries are left, so this page does not try by itself.",
    tryPin: "Sign once with the PIN to try it",
    tryPinFor:
      "The card signs a few words that serve the check only, and the signature stays on your computer. A wrong PIN costs a try, and repeated ones lock the card; do not try unless you are sure.",
    tryPinNow: "Sign once",

    whereFrom: "Where to get the component",
    whereFromFor:
      "It comes with the card management tool (HiCOS), from the Ministry of the Interior's certificate authority or your IT office. Restart the browser after installing it.",
    network: "When the browser asks about the local network, or apps on this device",
    networkFor:
      "The component is on your own computer. Newer versions of Chrome and Edge ask you before a site may connect to it. Choose “Allow”; this site connects to the component only.",
    networkRefused:
      "If you have chosen “Block”: open the site settings beside the address, allow local network access (or apps on this device), and reload this page. On a managed computer your IT office may have to.",
    popup: "Pop-up windows",
    popupFor:
      "To read certificates and to sign, the component opens a small window. Allow this site to open windows, and let it close by itself.",

    more: "Still no luck?",
    articleCard: "The card is not read, or the PIN is wrong",
    articleComponent: "“Loading the component…” stays",
    ask: "Ask for help (HR or the helpdesk)",
    agencyCard: "Set a password with the agency’s card",
    call: (number: string) => `Call the helpdesk: ${number}`,

    noScript: "This check needs JavaScript.",
    noScriptFor:
      "Without JavaScript in the browser, certificate cards cannot be used on this site. You can check for yourself:",
    byHand: [
      "Allow this site to run JavaScript in the browser's settings, then reload this page.",
      "Look for the component's icon near the clock (or in the menu bar); if there is none, start it.",
      "See that the reader's light is on, and insert the card with its chip facing up.",
      "Phones and tablets cannot run the component; use a computer.",
    ].join("\n"),
    noScriptElse: "You can sign in without a certificate:",
  },
});
