import { defineText } from "../../language/text";
import { PublicPage } from "../ui/frames/public-page";
import { page } from "../web/access";
import { useLocale } from "../web/page-facts";
import { pageTitle } from "../web/title";

const sitemapText = defineText({
  zh: {
    title: "網站導覽",
    keys: "本站頁面分為三個區塊，可用快速鍵直達（Windows 的 Chrome 與 Edge 按 Alt，Firefox 按 Alt + Shift，macOS 按 Control + Option）：",
    keyTop: "U：上方功能區塊，含首頁、網站導覽、使用手冊、字級與語言",
    keyMain: "C：主要內容區塊",
    keyFoot: "Z：頁尾區塊，含服務時間、客服專線與隱私權政策",
    signIn: "登入",
    home: "首頁：帳號登入、憑證登入",
    check: "元件檢測",
    help: "無法登入",
    first: "第一次登入",
    forgot: "忘記密碼",
    card: "憑證有問題",
    status: "查詢案件進度",
    hr: "人事人員",
    agencyCard: "以機關憑證設定密碼",
    about: "關於本站",
    manual: "使用手冊",
    privacy: "隱私權及資安政策",
  },
  en: {
    title: "Site map",
    keys: "Every page has three areas with an access key (Alt in Chrome and Edge on Windows, Alt + Shift in Firefox, Control + Option on macOS):",
    keyTop: "U: the top, with home page, site map, manual, text size and language",
    keyMain: "C: the content",
    keyFoot: "Z: the foot, with office hours, telephone and privacy policy",
    signIn: "Signing in",
    home: "Home page: sign in by account or certificate",
    check: "Check the card component",
    help: "Cannot sign in",
    first: "Signing in for the first time",
    forgot: "Forgot the password",
    card: "Trouble with the certificate",
    status: "Follow a request",
    hr: "HR",
    agencyCard: "Set a password with the agency’s card",
    about: "About this site",
    manual: "Manual",
    privacy: "Privacy and security policy",
  },
});

export const meta = pageTitle((locale) => sitemapText(locale).title);

export const loader = page({ as: "everybody" }, () => null);

export default function Sitemap() {
  const text = sitemapText(useLocale());
  const areas = [
    {
      name: text.signIn,
      pages: [
        ["/", text.home],
        ["/component-check", text.check],
      ],
    },
    {
      name: text.help,
      pages: [
        ["/ask?reason=first-login", text.first],
        ["/ask?reason=forgot", text.forgot],
        ["/ask?reason=certificate", text.card],
        ["/status", text.status],
      ],
    },
    { name: text.hr, pages: [["/agency-card", text.agencyCard]] },
    {
      name: text.about,
      pages: [
        ["/manual", text.manual],
        ["/privacy", text.privacy],
      ],
    },
  ];
  return (
    <PublicPage narrow>
      <div className="prose">
        <h1>{text.title}</h1>
        {areas.map(({ name, pages }) => (
          <section key={name} className="stack stack-tight">
            <h2>{name}</h2>
            <ul>
              {pages.map(([to, label]) => (
                <li key={to}>
                  <a href={to}>{label}</a>
                </li>
              ))}
            </ul>
          </section>
        ))}
        <p>{text.keys}</p>
        <ul>
          <li>{text.keyTop}</li>
          <li>{text.keyMain}</li>
          <li>{text.keyFoot}</li>
        </ul>
      </div>
    </PublicPage>
  );
}
