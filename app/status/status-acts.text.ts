import type { Locale } from "../../language/locale";
import { longest } from "../../language/lengths";

/** The acts of an applicant, by the page that asks for each. */
export const statusActs = ["supplement", "handover", "withdrawal", "reissue", "dispute"] as const;

export type StatusActName = (typeof statusActs)[number];

interface ActWords {
  title: string;
  /** What will happen. */
  meaning: string;
  /** The field, where something is to be written. */
  field?: { label: string; hint: string; missing: string };
  send: string;
  done: string;
}

const zh: Record<StatusActName, ActWords> = {
  supplement: {
    title: "補充說明",
    meaning: "承辦人員會看到您補充的內容。電子郵件與電話不能在這裡更改，請洽人事單位。",
    field: {
      label: "說明",
      hint: `最多 ${longest.note} 個字。請勿填寫密碼。`,
      missing: "請輸入要補充的內容。",
    },
    send: "送出說明",
    done: "已送出您的說明。",
  },
  handover: {
    title: "轉由客服協助",
    meaning: "案件會離開人事單位，由客服撥打您留存的公務電話核對身分。處理經過都會保留。",
    field: { label: "原因", hint: "例如：人事主管出差。", missing: "請輸入原因。" },
    send: "轉由客服協助",
    done: "已轉由客服協助。",
  },
  withdrawal: {
    title: "撤回申請",
    meaning: "申請會停止，已寄出的一次性密碼立即作廢。撤回後無法復原，需要時可以重新申請。",
    send: "確定撤回",
    done: "已撤回申請。",
  },
  reissue: {
    title: "再寄一次",
    meaning: "新的一次性密碼會寄到您留存的電子郵件，先前的立即作廢。7 天內最多兩次。",
    send: "再寄一次",
    done: "已再寄一次，請收信。",
  },
  dispute: {
    title: "不是我申請的",
    meaning: "申請會停止，已寄出的一次性密碼立即作廢，並通報人事單位與系統管理員查明。您原來的密碼不受影響。",
    send: "撤回並通報",
    done: "已撤回並通報。",
  },
};

const en: Record<StatusActName, ActWords> = {
  supplement: {
    title: "Add an explanation",
    meaning:
      "Those who work on it will see it. Addresses and telephone numbers cannot be changed here: ask your personnel office.",
    field: {
      label: "Explanation",
      hint: `At most ${longest.note} characters. Never write a password.`,
      missing: "Write what you want to add.",
    },
    send: "Send",
    done: "Your explanation has been sent.",
  },
  handover: {
    title: "Ask the helpdesk instead",
    meaning:
      "The request leaves your personnel office; an agent will call your office number on record to verify you. The history is kept.",
    field: { label: "Why", hint: "For example: the HR supervisor is away.", missing: "Write why." },
    send: "Ask the helpdesk",
    done: "The helpdesk has it now.",
  },
  withdrawal: {
    title: "Withdraw the request",
    meaning:
      "The request stops and a password already mailed dies at once. This cannot be undone; you can ask again.",
    send: "Withdraw it",
    done: "The request is withdrawn.",
  },
  reissue: {
    title: "Send it again",
    meaning:
      "A new temporary password goes to your address on record and the older one dies at once. Twice within 7 days at most.",
    send: "Send it again",
    done: "It has been sent again; look for the mail.",
  },
  dispute: {
    title: "I did not ask for this",
    meaning:
      "The request stops, a password already mailed dies at once, and your personnel office and the administrators are told to look into it. Your own password stays as it is.",
    send: "Withdraw and report",
    done: "It is withdrawn and reported.",
  },
};

export const statusActText = (locale: Locale): Record<StatusActName, ActWords> => (locale === "en" ? en : zh);

/** How much may be written in the field of an act. */
export const longestIn = (name: StatusActName): number =>
  name === "handover" ? longest.reason : longest.note;
