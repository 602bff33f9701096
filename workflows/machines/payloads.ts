import { z } from "zod";
import { longest } from "../../language/lengths";

/* What acts carry. The types are inferred from these, and `types.ts` gives them on. */

const written = (most: number) => z.string().trim().min(1).max(most);

export const note = written(longest.note);
export const message = written(longest.message);
export const reason = written(longest.reason).meta({
  description: "理由，會寫進給申請人的信 Reason; the applicant's mail repeats it",
});
export const id = written(64);
export const disableOldPassword = z
  .boolean()
  .default(false)
  .meta({ description: "立即停用舊密碼 The old password opens nothing from now on" });

export const ticketKind = z.enum(["first-login", "recovery"]);

export const deadlineName = z.enum([
  "decision",
  "response",
  "call-back",
  "answer",
  "card-proof",
  "abandon",
  "lapse",
  "lapse-reminder",
  "set-password",
]);

/** The person a ticket is about, as identified. */
export const subject = z.object({
  personId: z.string(),
  agencyId: z.string(),
  /** HR, agent, administrator or auditor: 特權帳號. */
  privileged: z.boolean(),
  /** An HR supervisor: helped from above or by the agency's card. */
  supervisor: z.boolean(),
});

/** A card whose possession was proven. */
export const cardFacts = z.object({
  certificateSha256: z.string(),
  agencyId: z.string(),
  agencyName: z.string(),
  /** Epoch milliseconds. */
  provenAt: z.int(),
});

/** Who came with the card, as they wrote themselves down. */
export const keeper = z.object({ name: z.string(), title: z.string(), extension: z.string() });

/** A mail from a person as the ticket keeps it: without what is secret, quotes and signature apart. */
export const receivedMessage = z.object({
  /** As the mail claims. */
  name: z.string(),
  address: z.string(),
  subject: z.string(),
  text: z.string(),
  folded: z.string(),
  files: z.array(z.object({ id: z.string(), name: z.string(), size: z.int() })),
  /** What came along and was not kept. */
  left: z.array(z.object({ name: z.string(), why: z.string() })),
});
