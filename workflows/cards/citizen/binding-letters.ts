import { timingSafeEqual } from "node:crypto";
import type { Secrets } from "../../../accounts/access/secrets";
import { type Write } from "../../../db/change";
import { letter } from "../../../emails/letter";
import type { CertificateBinding } from "../../../db/queries/bindings";
import type { PersonChange, PersonWithAgency } from "../../../db/queries/people";
import { isAddressSettled } from "../../machines/certificate-rules";
import { addressChangedAt } from "../../desk/authority";
import { toEveryAddress } from "../../desk/notifications";
import { timetable } from "../../machines/timetable";
import type { Context } from "../../desk/context";

/** What the owner of an account is told about a certificate. */
export type BindingNews = "bound" | "re-bound" | "unbound" | "waiting";

interface Telling {
  person: PersonWithAgency;
  /** Of the person's data, newest first. */
  changes: readonly PersonChange[];
  binding: Pick<CertificateBinding, "id" | "issuerName">;
  at: number;
}

/** Tells every address on record, the older ones too, so that the account's owner can object. */
export function tellOfBinding(
  parts: Pick<Context, "random">,
  news: BindingNews,
  { person, changes, binding, at }: Telling,
): Write[] {
  return toEveryAddress(
    parts,
    { ticketId: null, at },
    { person, changes },
    {
      template: "certificate-news",
      news,
      account: person.account ?? person.nationalIdMasked,
      issuer: binding.issuerName,
      code: codeOf(binding),
      happenedAt: at,
    },
  );
}

/**
 * Asks the owner of the account to confirm, by a link to the address on record. The link itself joins when the mail is
 * sent. Where the address was changed lately there is none: whoever had it changed might read it.
 */
export function askToConfirm(
  { random }: Pick<Context, "random">,
  { person, changes, binding, at }: Telling,
): Write[] {
  if (person.email === null || !isAddressSettled(addressChangedAt(changes), at)) return [];
  return [
    letter(
      random,
      {
        template: "certificate-confirmation",
        account: person.account ?? person.nationalIdMasked,
        issuer: binding.issuerName,
        code: codeOf(binding),
        boundAt: at,
        binding: binding.id,
        validUntilAt: at + linkLifeMs,
      },
      { personId: person.id, address: person.email, locale: person.locale },
      { ticketId: null, at, tryForMs: linkLifeMs },
    ),
  ];
}

const linkLifeMs = timetable.bindingLink.minutes * 60_000;

/** What tells one waiting binding from another, for people to compare: shown at the card and to HR. Opens nothing. */
export function codeOf({ id }: Pick<CertificateBinding, "id">): string {
  return id.slice(0, 6).toUpperCase();
}

/** The token of the link that confirms a binding; derived, so that it lies nowhere. */
export function bindingToken(secrets: Secrets, id: string): string {
  return `${id}.${secrets.keyedHash("binding-link", id)}`;
}

/** The binding whose link this is, or `null` where somebody made it up. */
export function bindingIdOf(secrets: Secrets, token: string): string | null {
  const [id = "", ...rest] = token.split(".");
  const given = Buffer.from(rest.join("."));
  const right = secrets
    .keyedHashes("binding-link", id)
    .map((hash) => Buffer.from(hash))
    .some((hash) => hash.length === given.length && timingSafeEqual(hash, given));
  return right ? id : null;
}

/** Whether a link mailed then still confirms. */
export function isLinkAlive({ waitingSince }: Pick<CertificateBinding, "waitingSince">, at: number): boolean {
  return waitingSince !== null && at < waitingSince + linkLifeMs;
}
