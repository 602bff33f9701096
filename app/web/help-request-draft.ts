import { z } from "zod";
import { sealedCookie } from "./sealed-cookie";

/** What somebody typed who asks for help, kept while they go back and change an earlier step, or come from another page. */
export const helpRequestDraftSchema = z.object({
  name: z.string().max(200),
  login: z.string().max(100),
  contact: z.string().max(200),
  story: z.string().max(600),
});

export type HelpRequestDraft = z.infer<typeof helpRequestDraftSchema>;

export const emptyHelpRequestDraft: HelpRequestDraft = { name: "", login: "", contact: "", story: "" };

export const helpRequestDraftCookie = sealedCookie("ask-draft", helpRequestDraftSchema, 20);
