import { refusalWords as certificateWords, type RefusalCode } from "../../certificates/errors/refusal-words";
import type { Locale } from "../../language/locale";
import { defineText } from "../../language/text";
import type { Keeper } from "../machines/types";

/** What refuses a card beside the verdict on its signature. */
const deskWords = defineText({
  zh: {
    "challenge-unknown": "驗證要求已失效、已用過，或不是由這個瀏覽器提出。",
    "not-a-citizens": "憑證上沒有自然人的姓名或編號，不是自然人憑證。",
    "agency-unknown": "憑證所屬的機關不在機關清單中。",
    "order-changed": "案件內容在簽署期間有變動，簽署的內容已不適用。",
  },
  en: {
    "challenge-unknown": "The request to sign has run out, was used before, or was not made by this browser.",
    "not-a-citizens": "The certificate carries no citizen's name or number: it is not a citizen's.",
    "agency-unknown": "The agency of this card is not in the registry.",
    "order-changed": "The case changed while it was being signed, so what was signed no longer fits.",
  },
});

export type CardRefusalCode = RefusalCode | keyof ReturnType<typeof deskWords> | "another-card";

/** Why a card or its signature was refused, for the person at the reader. */
export function cardRefusalWords(code: string, locale: Locale): string {
  const words: Record<string, string> = { ...certificateWords(locale), ...deskWords(locale) };
  return words[code] ?? certificateWords(locale)["check-failed"];
}

/** Whom an order is about and who gives it. */
export interface Order {
  ticket: string;
  person: { name: string; maskedId: string; agencyName: string };
  keeper: Keeper;
  cardAgency: string;
  disableOldPassword: boolean;
}

/**
 * The sentence that the keeper reads and signs. It stands for itself years later: who orders what for whom, on whose behalf,
 * and what happens to the old password.
 */
export const orderStatement = defineText<{ text: (order: Order) => string }>({
  zh: {
    text: ({ ticket, person, keeper, cardAgency, disableOldPassword }) =>
      `本人${keeper.name}（${keeper.title}，分機 ${keeper.extension}）保管${cardAgency}的機關憑證，已確認是當事人要求，` +
      `請人事服務網為${person.agencyName}${person.name}（${person.maskedId}）重設密碼，並將一次性密碼寄至其留存的電子郵件；` +
      `${disableOldPassword ? "舊密碼立即停用" : "舊密碼於設定新密碼後失效"}。案件 ${ticket}。`,
  },
  en: {
    text: ({ ticket, person, keeper, cardAgency, disableOldPassword }) =>
      `I, ${keeper.name} (${keeper.title}, ext. ${keeper.extension}), keeper of the card of ${cardAgency}, have made sure that ` +
      `${person.name} (${person.maskedId}) of ${person.agencyName} asked for it, and order that this person's password be reset ` +
      `and a temporary password be mailed to the address on record; ` +
      `${disableOldPassword ? "the old password stops working at once" : "the old password lives until a new one is set"}. Case ${ticket}.`,
  },
});
