import { checkNationalId, maskNationalId } from "../../../accounts/identity/national-id";
import { withoutPasswordLines, redact } from "../../../emails/inbound/redact";
import { beginningOf, withoutUnseen } from "../../../language/typed-text";

/** A text as it may be stored: no control characters, no secret, national IDs masked, no longer than so many characters. */
export function cleaned(text: string, known: readonly string[], most: number): string {
  const seen = withoutUnseen(text.replaceAll(/\r\n?/g, "\n"));
  const safe = masked(redact(withoutPasswordLines(seen), known)).trim();
  return safe.length <= most ? safe : `${beginningOf(safe, most - 1)}…`;
}

function masked(text: string): string {
  return text.replaceAll(/(?<![A-Za-z0-9])[A-Za-z][A-Da-d1289]\d{8}(?!\d)/g, (word) => {
    const verdict = checkNationalId(word);
    return verdict.ok ? maskNationalId(verdict.value) : word;
  });
}
