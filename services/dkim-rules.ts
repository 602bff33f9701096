import type { EnvironmentProblem } from "./environment-error";

const names = ["DKIM_DOMAIN", "DKIM_SELECTOR", "DKIM_KEY_FILE"] as const;

/**
 * What signing asks of the environment beyond well-formed values: all three variables or none, and a domain that the
 * sender's belongs to, for receivers accept no other as the sender's own (DMARC, RFC 7489 §3.1).
 */
export function dkimProblems(
  given: Record<string, string | undefined>,
  sender: string | undefined,
): EnvironmentProblem[] {
  const missing = names.filter((name) => given[name] === undefined);
  if (missing.length === names.length) return [];
  return [
    ...missing.map((name) => ({
      name,
      zh: `DKIM 簽章須同時指定 ${names.join("、")}`,
      en: `Signing with DKIM needs all of ${names.join(", ")}`,
    })),
    ...foreignDomain(given.DKIM_DOMAIN?.trim().toLowerCase(), sender),
  ];
}

function foreignDomain(domain: string | undefined, sender: string | undefined): EnvironmentProblem[] {
  const own = sender?.slice(sender.lastIndexOf("@") + 1).toLowerCase();
  if (domain === undefined || own === undefined || own === domain || own.endsWith(`.${domain}`)) return [];
  return [
    {
      name: "DKIM_DOMAIN",
      zh: "須為寄件人（MAIL_FROM）的網域或其上層網域",
      en: "Must be the domain of the sender (MAIL_FROM) or one above it",
    },
  ];
}
