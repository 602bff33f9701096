import { statusLinkWording } from "./templates/applicant/status-link";
import { type Template, templates } from "./templates/registry";
import { signInLinkWording } from "./templates/staff/sign-in-link";
import { everyMail } from "./templates/voice";
import type { Wording } from "./wording";

/** Sentences that several templates share, and a template that shows them. */
const shared = {
  "every-mail": { wording: everyMail, shownIn: "temporary-password" },
  "status-link": { wording: statusLinkWording, shownIn: "request-received" },
  "staff-sign-in": { wording: signInLinkWording, shownIn: "decision-waiting" },
} as const satisfies Record<string, { wording: Wording; shownIn: Template }>;

export type WordingName = keyof typeof shared | Template;

/** The sentences of every template as shipped, and those that several templates share. */
export const wordings = Object.fromEntries(
  Object.entries({ ...shared, ...templates }).map(([name, { wording }]) => [name, wording]),
) as unknown as Record<WordingName, Wording>;

/** The template that shows sentences: their own, or one of those that share them. */
export function templateShowing(name: WordingName): Template {
  return isShared(name) ? shared[name].shownIn : name;
}

const isShared = (name: WordingName): name is keyof typeof shared => Object.hasOwn(shared, name);
