import { timingSafeEqual } from "node:crypto";
import type { Secrets } from "../../../accounts/access/secrets";
import { insert, type Write } from "../../../db/change";
import { newId } from "../../../db/ids";
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
  const params = {
    news,
    account: person.account ?? person.nationalIdMasked,
    issuer: binding.issuerName,
    code: codeOf(binding),
    happenedAt: at,
  };
  return toEveryAddress(parts, { ticketId: null, at }, { person, changes }, "certificate-news", params);
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
    insert("outbox", {
      id: newId(random),
      personId: person.id,
      address: person.email,
      template: "certificate-confirmation",
      params: {
        account: person.account ?? person.nationalIdMasked,
        issuer: binding.issuerName,
        code: codeOf(binding),
        boundAt: at,
        binding: binding.id,
        validUntilAt: at + linkLifeMs,
      },
      locale: person.locale,
      state: "waiting",
      nextAttemptAt: at,
      giveUpAt: at + linkLifeMs,
      createdAt: at,
    }),
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
