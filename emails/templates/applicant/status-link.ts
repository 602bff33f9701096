import { type Block, link } from "../../document";
import { defineWording } from "../../wording";
import type { Voice } from "../voice";

/** Beside the link to the whole path. */
export const statusLinkWording = defineWording({
  zh: { status: "您可由這個網址查詢處理進度（持有此網址即可查詢，請勿轉寄）：" },
  en: {
    status: "Follow the request at this address (whoever holds it can look, so please do not pass it on):",
  },
});

/** The link to the whole path, which every mail about a request has. */
export function statusLink(voice: Voice, statusUrl: string): Block {
  return link(voice.say("status-link", statusLinkWording)("status"), statusUrl);
}
