import type { Certificate } from "../x509/certificate";
import { governmentAttributesOf } from "../x509/certificate-extensions";
import { agencyPart, attributesOf } from "../x509/distinguished-name";
import { oids } from "../asn1/oids";
import { refuse } from "../errors/refusal";
import type { CardPurpose } from "../x509/authority";

/**
 * A card must say of whom it speaks: a citizen's by name and number, an agency's by OID or by an organisation in its name
 * (`certificates.md`, step 5). One that does not could be bound to nobody.
 *
 * @throws Refused `purpose-wrong`
 */
export function requirePurpose(certificate: Certificate, purpose: CardPurpose | "any"): void {
  const { subject } = certificate;
  const has = (...types: string[]) => types.every((type) => attributesOf(subject, type).length > 0);
  if (purpose === "citizen" && !has(oids.commonName, oids.serialNumberAttribute))
    refuse("purpose-wrong", "the subject has no citizen's name and number");
  const { agencyOid } = governmentAttributesOf(certificate);
  const placed = attributesOf(agencyPart(subject), oids.organizationName).length > 0;
  if (purpose === "agency" && agencyOid === null && !placed)
    refuse("purpose-wrong", "the subject names no organisation, and there is no agency OID");
}
