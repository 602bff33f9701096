import { type Command, InvalidArgumentError, Option } from "commander";
import type { CertificateContext } from "../../certificates/verdict/certificate-check";
import { readOcspResponse } from "../../certificates/revocation/ocsp";
import { type Refusal, verdictOf } from "../../certificates/errors/refusal";
import { refusalWords } from "../../certificates/errors/refusal-words";
import { openTrustStore, type TrustEntry } from "../../certificates/revocation/trust-store";
import { type Terminal, commandRefused, commandMisused } from "../terminal";
import { jsonOption } from "./command";
import { momentOf } from "./moment";
import { type PkiFile, readPkiFiles } from "./pki-files";

/** What the commands that judge certificates and signatures are told. Every path may be a folder. */
export interface VerdictOptions {
  anchor: string[];
  intermediate?: string[];
  crl?: string[];
  ocsp?: string[];
  at?: number;
  purpose: CertificateContext["purpose"];
  json?: boolean;
}

const collect = (path: string, before: string[] = []) => [...before, path];

export function withVerdictOptions(command: Command): Command {
  return command
    .requiredOption(
      "--anchor <file>",
      "信任的根憑證，可重複 Trusted root certificates; may be repeated",
      collect,
    )
    .option("--intermediate <file>", "中繼憑證，可重複 Authorities between; may be repeated", collect)
    .option("--crl <file>", "廢止清冊，可重複 Revocation lists; may be repeated", collect)
    .option("--ocsp <file>", "OCSP 回應，可重複 OCSP responses; may be repeated", collect)
    .option(
      "--at <iso>",
      "查驗的時點（未註明時區者為 UTC） The moment of the verdict (UTC unless it says)",
      asMoment,
    )
    .addOption(
      new Option("--purpose <purpose>", "用途 What the card is for")
        .choices(["citizen", "agency", "any"])
        .default("any"),
    )
    .option(...jsonOption)
    .addHelpText(
      "after",
      `
檔案可為 DER、PEM 或資料夾。沒有 --crl 也沒有 --ocsp 時無從確認是否廢止，一律拒絕。
Files may be DER, PEM or folders. Without --crl or --ocsp nothing shows that a certificate is not revoked: it is refused.
全部接受以 0 結束，有拒絕以 1，用法錯誤以 2。 Ends with 0 if all are accepted, 1 if any is refused, 2 if used wrongly.`,
    );
}

function asMoment(text: string): number {
  const at = momentOf(text);
  if (at === null) {
    throw new InvalidArgumentError(
      "須為 ISO 8601 時間，例如 2026-11-23 或 2026-11-23T10:00:00+08:00。 It must be an ISO 8601 time, such as these.",
    );
  }
  return at;
}

/**
 * Reads what a verdict is held against. What cannot be read in it is named and left out: the verdict then lacks it.
 *
 * @throws CommandMisused where a path leads nowhere, or no anchor can be read
 */
export async function readContext(options: VerdictOptions, terminal: Terminal): Promise<CertificateContext> {
  const { purpose } = options;
  const anchors = await readPkiFiles(options.anchor, "CERTIFICATE");
  const intermediates = await readPkiFiles(options.intermediate ?? [], "CERTIFICATE");
  const lists = await readPkiFiles(options.crl ?? [], "X509 CRL");
  const responses = await readPkiFiles(options.ocsp ?? [], "OCSP RESPONSE");
  for (const file of [...anchors, ...intermediates, ...lists, ...responses]) noteEmpty(file, terminal);

  const authorities = [
    ...entriesOf(anchors, "anchor", purpose),
    ...entriesOf(intermediates, "intermediate", purpose),
  ];
  const crls = lists.flatMap(({ file, ders }) => ders.map((der) => ({ file, der })));
  const trust = openTrustStore({ authorities, crls: crls.map(({ der }) => der) });
  for (const { list, index, code, reason } of trust.unreadable) {
    noteSkipped((list === "crls" ? crls : authorities)[index]?.file ?? "", `${code}: ${reason}`, terminal);
  }
  if (!trust.authorities.some(({ anchor }) => anchor)) {
    throw commandMisused("--anchor 沒有可讀的憑證。", "--anchor holds no certificate that can be read.");
  }
  const ocsp = responses.flatMap(({ file, ders }) => ders.filter((der) => isResponse(file, der, terminal)));
  return { trust, purpose, at: options.at ?? Date.now(), ocsp: ocsp.map((der) => ({ der })) };
}

function entriesOf(files: PkiFile[], role: TrustEntry["role"], purpose: VerdictOptions["purpose"]) {
  return files.flatMap(({ file, ders }) =>
    ders.map((der) => ({ file, role, purpose: purpose === "any" ? ("agency" as const) : purpose, der })),
  );
}

function isResponse(file: string, der: Uint8Array, terminal: Terminal): boolean {
  const read = verdictOf(() => readOcspResponse(der));
  if (!read.accepted) noteSkipped(file, `${read.refusal.code}: ${read.refusal.reason}`, terminal);
  return read.accepted;
}

function noteEmpty({ file, ders, problem }: PkiFile, terminal: Terminal): void {
  if (ders.length === 0) noteSkipped(file, problem ?? "nothing of this kind inside", terminal);
}

function noteSkipped(file: string, why: string, terminal: Terminal): void {
  terminal.say({ zh: `略過 ${file}（${why}）`, en: `Skipped ${file} (${why})` });
}

/**
 * Judges each file on a line of its own. A file that cannot be read, or holds more than one thing, is refused.
 *
 * @throws CommandRefused where any was refused
 */
export function judgeFiles(
  files: PkiFile[],
  terminal: Terminal,
  unreadable: Refusal["code"],
  judge: (der: Uint8Array) => Refusal | null,
): void {
  if (files.length === 0) throw commandMisused("資料夾裡沒有檔案。", "The folder holds no files.");
  let refused = 0;
  for (const { file, ders, problem } of files) {
    const [der] = ders;
    const refusal =
      der && ders.length === 1
        ? judge(der)
        : { code: unreadable, reason: problem ?? `${ders.length} inside, one is wanted` };
    if (refusal) refused += 1;
    tell(terminal, file, refusal);
  }
  if (refused > 0) {
    throw commandRefused(
      `${files.length} 件中拒絕 ${refused} 件。`,
      `${refused} of ${files.length} refused.`,
    );
  }
}

function tell(terminal: Terminal, file: string, refusal: Refusal | null): void {
  if (!refusal) {
    const object = { file, accepted: true, code: null, reason: null };
    return terminal.result({ zh: `${file}：接受`, en: `${file}: accepted` }, object);
  }
  const { code, reason } = refusal;
  const words = (locale: "zh-Hant-TW" | "en") => refusalWords(locale)[code];
  terminal.result(
    {
      zh: `${file}：拒絕 ${code}，${words("zh-Hant-TW")}（${reason}）`,
      en: `${file}: refused ${code}, ${words("en")} (${reason})`,
    },
    { file, accepted: false, code, reason },
  );
}
