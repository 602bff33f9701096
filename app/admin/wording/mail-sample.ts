import { samplesOf } from "../../../emails/samples";
import { renderMail, type RenderedMail } from "../../../emails/render";
import { mailSite } from "../../../emails/site";
import { sampleAt } from "../../../emails/templates/sample-facts";
import type { Rewording, Sentences } from "../../../emails/wording";
import { shippedSentences } from "../../../emails/wording-check";
import { wordings, type WordingName } from "../../../emails/wordings";
import type { Locale } from "../../../language/locale";
import type { Services } from "../../../services/services";
import { fieldValue } from "../../web/form-fields";
import { notFound } from "../../web/refusals/refuse";

/** The languages of mail as its pages' addresses name them. */
export const mailLanguages = { zh: "zh-Hant-TW", en: "en" } as const satisfies Record<string, Locale>;
export type MailLanguage = keyof typeof mailLanguages;

export const wordingNames = Object.keys(wordings) as WordingName[];

export interface AskedWording {
  name: WordingName;
  language: MailLanguage;
  locale: Locale;
}

/** @throws a refusal 404 for a template or language that there is not */
export function askedWording(params: { template?: string; language?: string }): AskedWording {
  const name = wordingNames.find((one) => one === params.template);
  const language = (["zh", "en"] as const).find((one) => one === params.language);
  if (!name || !language) throw notFound();
  return { name, language, locale: mailLanguages[language] };
}

/** Which of a template's samples a visitor asks for; the first where there is none of that number. */
export function askedCase(name: WordingName, asked: string | null): number {
  const wanted = Number(asked ?? 0);
  return samplesOf(name)[wanted] === undefined ? 0 : wanted;
}

/** Renders a sample as the outbox would render the mail now, or with sentences that are not saved yet. */
export async function sampleMail(
  { store, environment }: Pick<Services, "store" | "environment">,
  { name, locale }: Pick<AskedWording, "name" | "locale">,
  { shown = 0, draft }: { shown?: number; draft?: Sentences } = {},
): Promise<RenderedMail> {
  const saved: Rewording = await store.wordings.asOf(await store.wordings.version(), locale);
  const [first, ...others] = samplesOf(name);
  return renderMail([first, ...others][shown] ?? first, {
    locale,
    calendar: locale === "en" ? "gregorian" : "minguo",
    site: mailSite(environment.appUrl, environment.mailFrom.address),
    at: sampleAt,
    rewording: draft ? { ...saved, [name]: draft } : saved,
  });
}

/** The sentences of a form, by name. */
export function formSentences({ name, locale }: Pick<AskedWording, "name" | "locale">, form: FormData) {
  return Object.fromEntries(
    Object.keys(shippedSentences(name, locale)).map((key) => [key, fieldValue(form, fieldOf(key), 2000)]),
  );
}

/** The form's field of a sentence. */
export const fieldOf = (key: string) => `sentence-${key}`;

/** A mail whose sentences are not saved yet as one document for a frame: subject, HTML part, text part. */
export function draftDocument({ subject, html, text }: RenderedMail): string {
  return html
    .replace("<body>", `<body><p class="mail"><b>${escaped(subject)}</b></p>`)
    .replace("</body>", `<pre class="mail">${escaped(text)}</pre></body>`);
}

/** What is wrong with sentences, in place of a mail that cannot be written with them. */
export function problemsDocument(title: string, problems: readonly string[]): string {
  const items = problems.map((problem) => `<li>${escaped(problem)}</li>`).join("");
  return `<!doctype html><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${escaped(title)}</title><h1>${escaped(title)}</h1><ul>${items}</ul>`;
}

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
