import { defineText } from "../../language/text";
import { type Block, facts, link, type MailDocument, paragraph, quote } from "../document";
import type { StaffMail } from "../mail";
import type { Voice } from "./shared";

const words = defineText({
  zh: {
    signIn: "請登入後由「待辦事項」辦理：",
    waitingTitle: (count: number) => `有 ${count} 件申請待您審核`,
    waiting: "下列申請待您審核，依處理時限排列：",
    item: (number: string, kind: string, agency: string, person: string, due: string) =>
      `${number} ${kind}：${agency} ${person}，最遲 ${due}`,
    escalatedTitle: "逾時案件轉由您審核",
    supervisorLate: "人事主管未在時限內審核，本案轉由您辦理。",
    deputyLate: "職務代理人未在時限內審核，本案轉由您辦理。",
    superiorLate: "上級人事單位未在時限內審核，本案轉由您辦理。",
    secondTitle: "特權帳號案件待第二人確認",
    second: "這是特權帳號，須由另一位有權者確認後才會寄出一次性密碼。",
    startedBy: "第一位承辦人",
    cardTitle: "機關憑證已用於重設密碼",
    card: "貴機關的機關憑證剛才用於為下列使用者設定密碼。若您不知情，請立即通報客服，並檢查憑證卡的保管情形。",
    keeper: "憑證保管人",
    keeperIs: (title: string, name: string, extension: string) => `${title} ${name}（分機 ${extension}）`,
    when: "時間",
    undeliverableTitle: "一次性密碼信件無法送達",
    undeliverable:
      "寄給下列使用者的信件被對方伺服器拒絕或逾時未能送出，案件停在「無法送達」，請聯絡使用者後決定下一步。",
    response: "郵件伺服器的答覆：",
    disputedTitle: "當事人撤回並通報",
    disputed: "當事人表示這件申請不是本人提出，已撤回並通報。請查明是誰提出、經過哪些人，並與當事人聯絡。",
    breakGlassTitle: "緊急存取已啟用",
    breakGlass: "有人由主機命令列啟用緊急存取。此信同時寄給全體系統管理員；若您不知情，請立即查核。",
    operator: "操作者",
    reason: "理由：",
  },
  en: {
    signIn: "Please sign in and open “To do”:",
    waitingTitle: (count: number) => `Requests waiting for your decision: ${count}`,
    waiting: "These requests wait for your decision, the most urgent first:",
    item: (number: string, kind: string, agency: string, person: string, due: string) =>
      `${number} ${kind}: ${agency} ${person}, due by ${due}`,
    escalatedTitle: "An overdue request is now yours to decide",
    supervisorLate: "The HR supervisor did not decide in time; the request is now yours.",
    deputyLate: "The deputy did not decide in time; the request is now yours.",
    superiorLate: "The superior HR office did not decide in time; the request is now yours.",
    secondTitle: "A privileged account waits for a second person",
    second:
      "This is a privileged account: the temporary password is mailed only after another authorised person confirms.",
    startedBy: "First person",
    cardTitle: "The agency's card was used to reset a password",
    card: "The certificate card of your agency was just used to set the password of the person below. If you do not know of this, tell the helpdesk at once and check who keeps the card.",
    keeper: "Card keeper",
    keeperIs: (title: string, name: string, extension: string) => `${title} ${name} (extension ${extension})`,
    when: "Time",
    undeliverableTitle: "The mail with the temporary password could not be delivered",
    undeliverable:
      "The mail to the person below was refused or could not be sent in time. The request is now undeliverable: please contact the person and decide what comes next.",
    response: "What the mail server answered:",
    disputedTitle: "Withdrawn and reported by the person concerned",
    disputed:
      "The person concerned says that this request is not theirs; it was withdrawn and reported. Please find out who made it and who dealt with it, and contact the person.",
    breakGlassTitle: "Emergency access was used",
    breakGlass:
      "Somebody used emergency access from the shell. This mail goes to all administrators; if you do not know of this, look into it at once.",
    operator: "Operator",
    reason: "Reason:",
  },
});

/** What staff are told. They act after signing in, so the only link is the bare address of the portal. */
export function staffMail(mail: StaffMail, voice: Voice): MailDocument {
  const say = words(voice.locale);
  const letter = (title: string, number: string | null, ...blocks: Block[]): MailDocument => ({
    subject: voice.subject(title, number),
    blocks: [voice.greeting, ...blocks, link(say.signIn, voice.url), ...voice.closing],
  });
  const { labels } = voice;

  switch (mail.template) {
    case "decision-waiting": {
      const urgentFirst = mail.items.toSorted((one, other) => one.dueAt - other.dueAt);
      const items = urgentFirst.map(({ number, kind, agency, person, dueAt }) =>
        say.item(number, voice.kind(kind), agency, person, voice.time(dueAt)),
      );
      return letter(say.waitingTitle(items.length), null, paragraph(say.waiting), { kind: "list", items });
    }
    case "escalated": {
      const late = {
        supervisor: say.supervisorLate,
        deputy: say.deputyLate,
        "superior-hr": say.superiorLate,
      };
      return letter(
        say.escalatedTitle,
        mail.number,
        paragraph(late[mail.from]),
        facts(
          [labels.number, mail.number],
          [labels.kind, voice.kind(mail.kind)],
          [labels.agency, mail.agency],
          [labels.person, mail.person],
          [labels.due, voice.time(mail.dueAt)],
        ),
      );
    }
    case "second-person-waiting":
      return letter(
        say.secondTitle,
        mail.number,
        paragraph(say.second),
        facts(
          [labels.number, mail.number],
          [labels.kind, voice.kind(mail.kind)],
          [labels.agency, mail.agency],
          [labels.person, mail.person],
          [say.startedBy, mail.startedBy],
          ...(mail.dueAt === null ? [] : [[labels.due, voice.time(mail.dueAt)] as [string, string]]),
        ),
      );
    case "card-reset-notice":
      return letter(
        say.cardTitle,
        mail.number,
        paragraph(say.card),
        facts(
          [labels.number, mail.number],
          [labels.agency, mail.agency],
          [labels.person, mail.person],
          [say.keeper, say.keeperIs(mail.keeper.title, mail.keeper.name, mail.keeper.extension)],
          [say.when, voice.time(mail.orderedAt)],
        ),
      );
    case "undeliverable":
      return letter(
        say.undeliverableTitle,
        mail.number,
        paragraph(say.undeliverable),
        facts(
          [labels.number, mail.number],
          [labels.agency, mail.agency],
          [labels.person, mail.person],
          [say.when, voice.time(mail.failedAt)],
        ),
        quote(say.response, mail.response),
      );
    case "disputed":
      return letter(
        say.disputedTitle,
        mail.number,
        paragraph(say.disputed),
        facts(
          [labels.number, mail.number],
          [labels.agency, mail.agency],
          [labels.person, mail.person],
          [say.when, voice.time(mail.disputedAt)],
        ),
      );
    case "break-glass":
      return letter(
        say.breakGlassTitle,
        mail.number,
        paragraph(say.breakGlass),
        facts(
          [labels.number, mail.number],
          [say.operator, mail.operator],
          [labels.account, mail.account],
          [say.when, voice.time(mail.brokenAt)],
        ),
        quote(say.reason, mail.reason),
      );
  }
}
