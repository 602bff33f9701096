import { type Block, link } from "../../document";
import { defineWording } from "../../wording";
import type { Voice } from "../voice";

/** Beside the bare address of the portal. */
export const signInLinkWording = defineWording({
  zh: { signIn: "請登入後由「待辦事項」辦理：" },
  en: { signIn: "Please sign in and open “To do”:" },
});

/** The last part of mail to those who act after signing in: the bare address of the portal, the only link. */
export function signInLink(voice: Voice): Block {
  return link(voice.say("staff-sign-in", signInLinkWording)("signIn"), voice.url);
}
