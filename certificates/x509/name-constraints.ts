import type { Certificate } from "./certificate";
import { subjectAltNamesOf } from "./certificate-extensions";
import { context, contextConstructed, type Der, tags } from "../asn1/der";
import { countOf, Fields } from "../asn1/der-values";
import { attributesOf, isWithin } from "./distinguished-name";
import { extensionValue } from "./extensions";
import { type GeneralName, readGeneralName } from "./general-names";
import { oids } from "../asn1/oids";
import { refuse } from "../errors/refusal";

/** What the authorities above allow in names: each list of permitted subtrees must hold, no excluded one may. */
export interface NameRules {
  permitted: GeneralName[][];
  excluded: GeneralName[];
}

export const noNameRules: NameRules = { permitted: [], excluded: [] };

/** RFC 5280 section 6.1.4 (g): an authority's constraints join those from above. */
export function constrainedBy(rules: NameRules, authority: Certificate): NameRules {
  const constraints = extensionValue(authority.extensions, oids.nameConstraints, (value) => {
    const fields = new Fields(value.expect(tags.sequence));
    const permitted = fields.optional(contextConstructed(0));
    const excluded = fields.optional(contextConstructed(1));
    fields.done();
    return {
      permitted: permitted?.children.map(readSubtree) ?? [],
      excluded: excluded?.children.map(readSubtree) ?? [],
    };
  });
  if (!constraints) return rules;
  return {
    permitted: [...rules.permitted, constraints.permitted],
    excluded: [...rules.excluded, ...constraints.excluded],
  };
}

/** `GeneralSubtree`: the minimum must be 0 and the maximum absent (RFC 5280 section 4.2.1.10). */
function readSubtree(element: Der): GeneralName {
  const fields = new Fields(element.expect(tags.sequence));
  const base = readGeneralName(fields.next());
  const minimum = fields.optional(context(0));
  if ((minimum && countOf(minimum.value) !== 0) || fields.rest().length > 0) {
    refuse("name-constraint-unsupported", "a subtree with a minimum or maximum");
  }
  return base;
}

/**
 * RFC 5280 section 6.1.3 (b) and (c): every name of the certificate is permitted by each authority and excluded by none.
 *
 * @throws Refused `name-not-permitted`, `name-excluded` or `name-constraint-unsupported`
 */
export function checkNames(certificate: Certificate, rules: NameRules): void {
  for (const name of namesOf(certificate)) {
    for (const subtrees of rules.permitted) {
      const sameKind = subtrees.filter((subtree) => isSameKind(subtree, name));
      if (sameKind.length > 0 && !sameKind.some((subtree) => isInside(name, subtree))) {
        refuse("name-not-permitted", name.kind);
      }
    }
    if (rules.excluded.some((subtree) => isSameKind(subtree, name) && isInside(name, subtree))) {
      refuse("name-excluded", name.kind);
    }
  }
}

function namesOf(certificate: Certificate): GeneralName[] {
  const alternatives = subjectAltNamesOf(certificate);
  const subject: GeneralName[] =
    certificate.subject.rdns.length > 0 ? [{ kind: "directory", name: certificate.subject }] : [];
  // Old certificates carry the address in the subject; it counts only where there is no alternative name at all.
  const emails = certificate.extensions.has(oids.subjectAltName)
    ? []
    : attributesOf(certificate.subject, oids.emailAddress);
  return [...subject, ...alternatives, ...emails.map((text): GeneralName => ({ kind: "email", text }))];
}

function isSameKind(subtree: GeneralName, name: GeneralName): boolean {
  return (
    subtree.kind === name.kind &&
    (subtree.kind !== "other" || name.kind !== "other" || subtree.tag === name.tag)
  );
}

/** Is the name inside the subtree? Both are of one kind (RFC 5280 section 4.2.1.10). */
function isInside(name: GeneralName, subtree: GeneralName): boolean {
  if (name.kind === "directory" && subtree.kind === "directory") return isWithin(name.name, subtree.name);
  if (name.kind === "email" && subtree.kind === "email") return isEmailInside(name.text, subtree.text);
  if (name.kind === "dns" && subtree.kind === "dns") return isHostInside(name.text, subtree.text);
  if (name.kind === "uri" && subtree.kind === "uri") return isUriInside(name.text, subtree.text);
  if (name.kind === "ip" && subtree.kind === "ip") return isAddressInside(name.octets, subtree.octets);
  return refuse("name-constraint-unsupported", name.kind);
}

function isEmailInside(address: string, base: string): boolean {
  const at = address.lastIndexOf("@");
  if (at < 0) return refuse("name-constraint-unsupported", "an address without @");
  const host = address.slice(at + 1).toLowerCase();
  const baseAt = base.lastIndexOf("@");
  if (baseAt >= 0) {
    return address.slice(0, at) === base.slice(0, baseAt) && host === base.slice(baseAt + 1).toLowerCase();
  }
  return base.startsWith(".") ? host.endsWith(base.toLowerCase()) : host === base.toLowerCase();
}

/** A DNS subtree holds itself and everything made by adding labels on its left. */
function isHostInside(host: string, base: string): boolean {
  const name = host.toLowerCase();
  const suffix = base.toLowerCase();
  return suffix === "" || name === suffix || name.endsWith(suffix.startsWith(".") ? suffix : `.${suffix}`);
}

/** A URI subtree is a host, or with a leading dot what lies below it; a URI without a host name cannot be judged. */
function isUriInside(uri: string, base: string): boolean {
  const authority = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:[\]]+)(?::\d*)?(?:[/?#]|$)/i.exec(uri)?.[1];
  if (authority === undefined || /^[\d.]+$/.test(authority)) {
    return refuse("name-constraint-unsupported", "a URI without a host name");
  }
  const host = authority.toLowerCase();
  return base.startsWith(".") ? host.endsWith(base.toLowerCase()) : host === base.toLowerCase();
}

/** An address subtree is address and mask, together twice as long as the address. */
function isAddressInside(address: Uint8Array, base: Uint8Array): boolean {
  if (base.length !== address.length * 2)
    return base.length !== 8 && base.length !== 32
      ? refuse("name-constraint-unsupported", "an address subtree of odd length")
      : false;
  return address.every((octet, index) => {
    const mask = base[address.length + index] ?? 0;
    return (octet & mask) === ((base[index] ?? 0) & mask);
  });
}
