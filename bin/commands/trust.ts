import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { Option, type Command } from "commander";
import { readCertificate } from "../../certificates/x509/certificate";
import { subjectKeyIdOf } from "../../certificates/x509/certificate-extensions";
import { formatName } from "../../certificates/x509/distinguished-name";
import type { CardPurpose } from "../../certificates/x509/authority";
import type { TrustEntry } from "../../certificates/revocation/trust-store";
import { formatDateTime } from "../../language/minguo";
import { addAuthority, removeAuthority } from "../../workflows/trust/trust-keeping";
import { commandRefused } from "../terminal";
import {
  consoleActor,
  jsonOption,
  terminalOf,
  toldOfShell,
  withServices,
  type ConfigureCommand,
} from "./command";

const purposes = ["citizen", "agency"] as const satisfies readonly CardPurpose[];
const roles = ["anchor", "intermediate"] as const satisfies readonly TrustEntry["role"][];

const purposeWords = { citizen: "自然人 citizen", agency: "機關 agency" } as const;
const roleWords = { anchor: "信任錨 anchor", intermediate: "中繼 intermediate" } as const;

export const configure: ConfigureCommand = (group) => {
  addList(group);
  addAdd(group);
  addRemove(group);
};

function addList(group: Command): void {
  group
    .command("list")
    .description("列出信任憑證、用途、效期與取得清冊的位址 Lists them with purpose, validity and addresses")
    .option(...jsonOption)
    .action(async (options: { json?: boolean }) => {
      const terminal = terminalOf(options);
      await withServices(async ({ store }) => {
        const all = await store.trust.certificates();
        if (all.length === 0) terminal.say({ zh: "尚無信任憑證。", en: "No authority is trusted yet." });
        for (const { sha256, role, purpose, der, crlUrls, ocspUrl, addedBy, addedAt } of all) {
          const { subject, notAfterAt, ...certificate } = readCertificate(der);
          const keyId = subjectKeyIdOf({ subject, notAfterAt, ...certificate });
          const until = formatDateTime(notAfterAt, "minguo", terminal.locale);
          const lines = [
            `${roleWords[role]}  ${purposeWords[purpose]}  ${formatName(subject)}  → ${until}`,
            `  SHA-256 ${sha256}`,
            `  key id  ${keyId}`,
            ...crlUrls.map((url) => `  CRL     ${url}`),
            ...(ocspUrl === null ? [] : [`  OCSP    ${ocspUrl}`]),
          ].join("\n");
          terminal.result(
            { zh: lines, en: lines },
            {
              sha256,
              keyId,
              role,
              purpose,
              subject: formatName(subject),
              notAfterAt,
              crlUrls,
              ocspUrl,
              addedBy,
              addedAt,
            },
          );
        }
      });
    });
}

interface AddOptions {
  purpose: CardPurpose[];
  role?: TrustEntry["role"];
  crlUrl?: string[];
  ocspUrl?: string;
  json?: boolean;
}

function addAdd(group: Command): void {
  group
    .command("add <file>")
    .description(
      "加入憑證管理中心的憑證（DER 或 PEM）；請先與其公布的指紋核對 Trusts an authority's certificate (DER or PEM): compare its fingerprint with the published one first",
    )
    .addOption(
      new Option("--purpose <purpose...>", "用途，可兩者 What its cards are for, or both")
        .choices(purposes)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option(
        "--role <role>",
        "未指定時，自簽者為信任錨，其餘為中繼 Unless said, what signed itself is an anchor",
      ).choices(roles),
    )
    .option("--crl-url <url...>", "取得其廢止清冊的位址 Where its revocation lists are fetched")
    .option("--ocsp-url <url>", "以 OCSP 查詢的位址 Where it is asked by OCSP")
    .option(...jsonOption)
    .action(async (file: string, options: AddOptions) => {
      const terminal = terminalOf(options);
      const bytes = await readFileOf(file);
      const added = await withServices(async (services) =>
        addAuthority(
          { ...services, trust: services.card.trust },
          {
            file: bytes,
            purposes: options.purpose,
            role: options.role,
            crlUrls: options.crlUrl ?? [],
            ocspUrl: options.ocspUrl ?? null,
          },
          consoleActor(),
          await toldOfShell(services, { command: "trust add", about: basename(file) }),
        ),
      );
      const { sha256, keyId, role, subject, notAfterAt } = added;
      const facts = [subject, `SHA-256 ${sha256}`, `key id  ${keyId}`].join("\n");
      terminal.result(
        { zh: `已加入（${roleWords[role]}）：\n${facts}`, en: `Trusted (${role}):\n${facts}` },
        { sha256, keyId, role, purposes: added.purposes, subject, notAfterAt },
      );
      if (!options.crlUrl && !options.ocspUrl) {
        terminal.say({
          zh: "未設定取得廢止清冊的位址：請以 desk crl import 匯入，否則其卡片一律拒絕。",
          en: "It has no address for revocation lists: import them by desk crl import, or its cards are all refused.",
        });
      }
    });
}

function addRemove(group: Command): void {
  group
    .command("remove <sha256>")
    .description("移除信任憑證，以指紋指定（至少前 8 碼） Ends the trust, by fingerprint (8 digits at least)")
    .addOption(new Option("--purpose <purpose>", "只移除此用途 For this purpose only").choices(purposes))
    .requiredOption("--reason <text>", "理由 Why")
    .option(...jsonOption)
    .action(
      async (
        sha256: string,
        { purpose, reason, ...options }: { purpose?: CardPurpose; reason: string; json?: boolean },
      ) => {
        const removed = await withServices(async (services) =>
          removeAuthority(
            { ...services, trust: services.card.trust },
            { sha256, purpose, reason },
            consoleActor(),
            await toldOfShell(services, { command: "trust remove", about: sha256 }),
          ),
        );
        terminalOf(options).result(
          {
            zh: `已移除 ${removed.sha256}（${removed.purposes.map((one) => purposeWords[one]).join("、")}）。`,
            en: `Removed ${removed.sha256} (${removed.purposes.join(", ")}).`,
          },
          { ...removed },
        );
      },
    );
}

/** @throws CommandRefused when the file cannot be read */
export async function readFileOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    throw commandRefused(`無法讀取 ${file}（${code}）。`, `Cannot read ${file} (${code}).`);
  }
}
