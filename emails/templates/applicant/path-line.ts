import type { Locale } from "../../../language/locale";
import { defineText } from "../../../language/text";
import type { Block } from "../../document";
import type { TicketPath } from "../voice";

const words = defineText({
  zh: {
    label: "處理進度：",
    received: "送出申請",
    decision: "人事單位審核",
    card: "以機關憑證確認",
    call: "客服致電確認身分",
    mailed: "寄出一次性密碼",
    firstLogin: "首次登入驗證",
    solved: "結案",
    done: "完成",
    now: "目前",
    ahead: "尚未",
  },
  en: {
    label: "Where your request stands:",
    received: "Request received",
    decision: "Decision by the personnel office",
    card: "Confirmation with the agency's card",
    call: "Call-back by the helpdesk",
    mailed: "Temporary password mailed",
    firstLogin: "First login verified",
    solved: "Solved",
    done: "done",
    now: "now",
    ahead: "to come",
  },
});

/** The path line of a request that waits for the one step in which its path differs from the others. */
export function pathLine(path: TicketPath, locale: Locale): Block {
  const say = words(locale);
  const check = { "hr-supervisor": say.decision, "agency-certificate": say.card, helpdesk: say.call }[path];
  return {
    kind: "path",
    label: say.label,
    states: { done: say.done, now: say.now, ahead: say.ahead },
    steps: [
      { label: say.received, state: "done", person: false },
      { label: check, state: "now", person: true },
      { label: say.mailed, state: "ahead", person: false },
      { label: say.firstLogin, state: "ahead", person: false },
      { label: say.solved, state: "ahead", person: false },
    ],
  };
}
