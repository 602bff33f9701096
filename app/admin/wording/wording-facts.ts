import { samplesOf } from "../../../emails/samples";
import { variablesOf } from "../../../emails/wording-check";
import { wordingInForce } from "../../../workflows/mail/out/wording";
import type { Services } from "../../../services/services";
import { askedCase, sampleMail, type AskedWording } from "./mail-sample";

/** What the parts of the page of one mail's wording show. */
export type WordingFacts = Awaited<ReturnType<typeof wordingFacts>>;

/** Reads one mail's sentences, their history and a sample. */
export async function wordingFacts(context: Services, asked: AskedWording, sample: string | null) {
  const shown = askedCase(asked.name, sample);
  const { version, sentences, shipped, history } = await wordingInForce(context, asked.name, asked.locale);
  const { subject, text } = await sampleMail(context, asked, { shown });
  return {
    ...asked,
    preview: { subject, text, shown, cases: samplesOf(asked.name).length },
    version,
    sentences: Object.keys(shipped).map((key) => ({
      key,
      present: sentences[key] ?? "",
      shipped: shipped[key] ?? "",
      keep: variablesOf(shipped[key] ?? "").required,
    })),
    history,
  };
}
