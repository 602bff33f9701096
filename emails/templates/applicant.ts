import { defineText } from "../../language/text";
import { type Block, facts, link, type MailDocument, paragraph, quote } from "../document";
import type { OpenedApplicantMail } from "../mail";
import { pathLine } from "./path-line";
import type { Voice } from "./shared";

const words = defineText({
  zh: {
    way: "途徑",
    status: "您可由這個網址查詢處理進度（持有此網址即可查詢，請勿轉寄）：",
    receivedTitle: "已收到您的申請",
    received: "我們收到一件以您的身分提出的申請，將依下列途徑辦理。",
    promise: (at: string) => `最遲 ${at} 答覆。`,
    notYou: "若您並未提出申請，請由上述網址撤回，或與我們聯絡。",
    moreTitle: "請補充申請資料",
    more: "辦理您的申請還需要您補充說明：",
    question: "需要補充：",
    answerBy: (at: string) => `請在 ${at} 前由上述網址回覆。`,
    answer: "請由上述網址回覆。",
    returnedTitle: "您的申請已退回",
    returned: (by: string) => `${by}已退回您的申請，理由如下：`,
    again: "您可依理由補正後重新申請，或改由其他途徑申請。您原有的密碼沒有改變。",
    refusedTitle: "您的申請未能通過",
    refused: (path: string) => `您經由「${path}」提出的申請未能通過，原因如下：`,
    reason: "理由：",
    elsewhere: "您可改由其他途徑申請，或與我們聯絡。您原有的密碼沒有改變。",
    withdrawnTitle: "您的申請已撤回",
    withdrawnByApplicant: (at: string) => `這件申請已於 ${at} 由申請人撤回。`,
    withdrawnByDesk: (at: string) => `這件申請已於 ${at} 由承辦單位撤回。`,
    withdrawnEnd: "若已寄出一次性密碼，該密碼不再有效。若撤回並非出於您的意思，請與我們聯絡。",
    handedOverTitle: "您的申請已轉由其他單位處理",
    handedOver: (from: string, to: string) =>
      `您的申請已由「${from}」轉由「${to}」處理，案件編號與經過都保留。`,
    lapsingTitle: "一次性密碼即將失效",
    lapsing: (until: string) =>
      `我們寄給您的一次性密碼將於 ${until} 失效。請在此之前登入，並設定自己的密碼；密碼在先前的信裡，這封信不再重複。`,
    lapsedTitle: "一次性密碼已失效",
    lapsed: (at: string) => `我們寄給您的一次性密碼已於 ${at} 失效，不能再用來登入。`,
    resend: (times: number) => `您不必重新申請：請由下列網址按「再寄一次」，還可使用 ${times} 次。`,
    resendUntil: (times: number, until: string) =>
      `您不必重新申請：請由下列網址按「再寄一次」，在 ${until} 前還可使用 ${times} 次。`,
    resendOver: "再寄的次數已用完，請重新提出申請，或與我們聯絡。",
    lockedTitle: "一次性密碼已停用",
    locked: (at: string) =>
      `您的一次性密碼因輸入錯誤次數過多，已於 ${at} 停用。請由下列網址查看後續，或與我們聯絡。若不是您輸入的，也請告訴我們。`,
  },
  en: {
    way: "Way",
    status: "Follow the request at this address (whoever holds it can look, so please do not pass it on):",
    receivedTitle: "We received your request",
    received: "We received a request made in your name. It will be dealt with in the following way.",
    promise: (at: string) => `You will have an answer by ${at}.`,
    notYou: "If you did not ask for this, please withdraw it at the address above or contact us.",
    moreTitle: "Please tell us more about your request",
    more: "To deal with your request we need to know more:",
    question: "Needed:",
    answerBy: (at: string) => `Please answer at the address above by ${at}.`,
    answer: "Please answer at the address above.",
    returnedTitle: "Your request was returned",
    returned: (by: string) => `${by} returned your request for this reason:`,
    again:
      "You may ask again once this is put right, or choose another way. Your existing password has not changed.",
    refusedTitle: "Your request could not be granted",
    refused: (path: string) => `Your request by way of “${path}” could not be granted:`,
    reason: "Reason:",
    elsewhere: "You may choose another way or contact us. Your existing password has not changed.",
    withdrawnTitle: "Your request was withdrawn",
    withdrawnByApplicant: (at: string) => `This request was withdrawn by the applicant on ${at}.`,
    withdrawnByDesk: (at: string) => `This request was withdrawn by the office in charge on ${at}.`,
    withdrawnEnd:
      "A temporary password already mailed no longer works. If this was not your wish, please contact us.",
    handedOverTitle: "Your request was handed over",
    handedOver: (from: string, to: string) =>
      `Your request was handed over from “${from}” to “${to}”. Its number and history stay the same.`,
    lapsingTitle: "Your temporary password is about to lapse",
    lapsing: (until: string) =>
      `The temporary password we mailed you lapses on ${until}. Please sign in before then and set a password of your own. The password is in the earlier mail; this one does not repeat it.`,
    lapsedTitle: "Your temporary password has lapsed",
    lapsed: (at: string) => `The temporary password we mailed you lapsed on ${at} and no longer works.`,
    resend: (times: number) =>
      `You need not ask anew: choose “Send it again” at the address below (times left: ${times}).`,
    resendUntil: (times: number, until: string) =>
      `You need not ask anew: choose “Send it again” at the address below before ${until} (times left: ${times}).`,
    resendOver: "It cannot be sent again any more. Please make a new request or contact us.",
    lockedTitle: "Your temporary password was stopped",
    locked: (at: string) =>
      `Your temporary password was stopped on ${at} after too many wrong attempts. See what comes next at the address below, or contact us. If the attempts were not yours, please tell us too.`,
  },
});

/** What the applicant is told about the request, always with the link to the whole path. */
export function applicantMail(mail: OpenedApplicantMail, voice: Voice): MailDocument {
  const say = words(voice.locale);
  const status = link(say.status, mail.statusUrl);
  const number: [string, string] = [voice.labels.number, mail.number];
  const letter = (title: string, ...blocks: Block[]): MailDocument => ({
    subject: voice.subject(title, mail.number),
    blocks: [voice.greeting, ...blocks, ...voice.closing],
  });

  switch (mail.template) {
    case "request-received":
      return letter(
        say.receivedTitle,
        paragraph(say.received),
        facts(number, [voice.labels.kind, voice.kind(mail.kind)], [say.way, voice.path(mail.path)]),
        paragraph(say.promise(voice.time(mail.promisedAt))),
        pathLine(mail.path, voice.locale),
        status,
        paragraph(say.notYou),
      );
    case "more-information-needed":
      return letter(
        say.moreTitle,
        paragraph(say.more),
        facts(number),
        quote(say.question, mail.question),
        status,
        paragraph(mail.answerByAt === null ? say.answer : say.answerBy(voice.time(mail.answerByAt))),
      );
    case "returned":
      return letter(
        say.returnedTitle,
        facts(number),
        quote(say.returned(mail.decidedBy), mail.reason),
        paragraph(say.again),
        status,
      );
    case "refused":
      return letter(
        say.refusedTitle,
        facts(number),
        quote(say.refused(voice.path(mail.path)), mail.reason),
        paragraph(say.elsewhere),
        status,
      );
    case "withdrawn": {
      const told = mail.by === "applicant" ? say.withdrawnByApplicant : say.withdrawnByDesk;
      return letter(
        say.withdrawnTitle,
        paragraph(told(voice.time(mail.withdrawnAt))),
        facts(number),
        paragraph(say.withdrawnEnd),
        status,
      );
    }
    case "handed-over":
      return letter(
        say.handedOverTitle,
        paragraph(say.handedOver(voice.path(mail.from), voice.path(mail.to))),
        facts(number),
        ...(mail.reason === null ? [] : [quote(say.reason, mail.reason)]),
        paragraph(say.promise(voice.time(mail.promisedAt))),
        pathLine(mail.to, voice.locale),
        status,
      );
    case "lapsing-soon":
      return letter(
        say.lapsingTitle,
        paragraph(say.lapsing(voice.time(mail.validUntilAt))),
        facts(number),
        status,
      );
    case "lapsed": {
      const resend =
        mail.resendsLeft === 0
          ? say.resendOver
          : mail.resendUntilAt === null
            ? say.resend(mail.resendsLeft)
            : say.resendUntil(mail.resendsLeft, voice.time(mail.resendUntilAt));
      return letter(
        say.lapsedTitle,
        paragraph(say.lapsed(voice.time(mail.lapsedAt))),
        facts(number),
        paragraph(resend),
        status,
      );
    }
    case "locked":
      return letter(say.lockedTitle, paragraph(say.locked(voice.time(mail.lockedAt))), facts(number), status);
  }
}
