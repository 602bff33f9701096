import type { AnyTemplate, Join, Joined } from "./template";
import { type SendableMail, type Template, templates } from "./templates/registry";
import { sampleAt, hourMs } from "./templates/sample-facts";
import { templateShowing, type WordingName } from "./wordings";

const number = "R1151123-0042";
const token = "q4Vt0Zc9mA2xW7rLk1YpNf";

/** What joins the samples: a number that was never given out, links that lead nowhere, a password that was never issued. */
const joined: { [J in Join]: Joined[J] } = {
  nothing: {},
  number: { number },
  "status-link": { number, statusUrl: `https://ecpa.example.gov.tw/status/${token}` },
  password: { number, password: "K5L6H5W8", validUntilAt: sampleAt + 24 * hourMs },
  "address-link": { confirmUrl: `https://ecpa.example.gov.tw/confirm-address/${token}` },
  "binding-link": { confirmUrl: `https://ecpa.example.gov.tw/certificate/confirm/7f3a09.${token}` },
};

/** One sample of every template, complete, with invented people. */
export const samples = Object.fromEntries(
  Object.entries(templates).map(([template, { sample, joins }]) => [
    template,
    { template, ...sample, ...(joined[joins] as object) },
  ]),
) as unknown as { [T in Template]: Extract<SendableMail, { template: T }> };

/** The samples that show every sentence of a template, at least one. */
export function samplesOf(name: WordingName): [SendableMail, ...SendableMail[]] {
  const template = templateShowing(name);
  const sample = samples[template];
  const { variations = [] }: Pick<AnyTemplate, "variations"> = templates[template];
  return [sample, ...variations.map((other) => ({ ...sample, ...other }))];
}
