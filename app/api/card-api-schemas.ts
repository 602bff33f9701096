import { z } from "zod";
import { disableOldPassword, reason } from "../../workflows/machines/payloads";
import { personMatch } from "./schemas";

/*
 * The agency's card through the API: an agency's own program may hold the card and its reader. What authorises these calls is
 * what the card signs, so they need no person's token.
 */

const text = (most: number) => z.string().trim().min(1).max(most);
const signature = {
  nonce: text(100),
  cms: z
    .base64()
    .max(120_000)
    .meta({ description: "CMS（PKCS#7）簽章，base64 The signature over the content, DER as base64" }),
};

/** Who comes with a card: part of what is signed. */
export const newCardVisit = z.strictObject({
  keeper: z
    .strictObject({ name: text(50), title: text(50), extension: text(20).regex(/^[\d\s#*+-]+$/) })
    .meta({ description: "機關憑證保管人 The keeper of the card" }),
  locale: z.enum(["zh-Hant-TW", "en"]).default("zh-Hant-TW"),
});

/** What a card may do in its visit, in the order of the path. */
export const cardAct = z.discriminatedUnion("type", [
  z
    .strictObject({ type: z.literal("ASK_PROOF") })
    .meta({ description: "再取得一次驗證內容 A new content to prove the card by" }),
  z
    .strictObject({ type: z.literal("PROVE_CARD"), ...signature })
    .meta({ description: "第一次簽章：證明持有憑證 The first signature" }),
  z
    .strictObject({ type: z.literal("LOOK_UP"), q: text(100) })
    .meta({ description: "查詢該機關與所屬的同仁（會留下紀錄） Looks people up, on record" }),
  z
    .strictObject({ type: z.literal("CHOOSE_PERSON"), personId: text(64) })
    .meta({ description: "選定一位同仁 Chooses the one person" }),
  z
    .strictObject({ type: z.literal("ASK_ORDER"), disableOldPassword })
    .meta({ description: "取得待簽署的內容與其文句 The order to be signed, with its sentence" }),
  z
    .strictObject({ type: z.literal("SIGN_ORDER"), ...signature })
    .meta({ description: "第二次簽章：簽署重設 The second signature: orders the reset" }),
  z
    .strictObject({ type: z.literal("HAND_OVER"), reason })
    .meta({ description: "轉由客服處理 Hands the case to the helpdesk" }),
]);
export type CardAct = z.infer<typeof cardAct>;

/** What each act answers: the visit to go on with, and what the act was for. */
export const cardVisit = z.object({
  number: z.string().meta({ examples: ["R1151123-0042"] }),
  state: z.string().meta({ examples: ["cardProven"] }),
  visit: z.string().meta({ description: "下一步的 Bearer 權杖 The bearer token of the next act" }),
  challenge: z
    .object({
      nonce: z.string(),
      contentBase64: z.string().meta({ description: "要簽章的位元組 The bytes to be signed" }),
      statement: z.string().optional().meta({ description: "保管人須讀過的文句 What the keeper must read" }),
    })
    .optional(),
  people: z.array(personMatch).optional(),
  more: z.boolean().optional(),
});
export type CardVisitAnswer = z.infer<typeof cardVisit>;
