import { domainToASCII, domainToUnicode } from "node:url";

const localPart =
  /^[\w!#$%&'*+/=?^`{|}~\u{a1}-\u{10ffff}-]+(?:\.[\w!#$%&'*+/=?^`{|}~\u{a1}-\u{10ffff}-]+)*$/u;
const asciiDomain =
  /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

/**
 * Whether a text is one plain mail address, fit to be handed to a mail server as it is: dot-atom and domain (RFC 5321
 * §4.1.2), Unicode allowed (RFC 6531). No quoting, comment, route, list, space or control character, so nothing can
 * be smuggled into an envelope or a header. A domain that would be folded into a different one on its way (ｇov.tw to
 * gov.tw) is refused, so that mail goes only to the stored address.
 */
export function isMailAddress(text: string): boolean {
  const [local, domain, ...rest] = text.split("@");
  if (local === undefined || domain === undefined || rest.length > 0) return false;
  if (Buffer.byteLength(local) > 64 || Buffer.byteLength(text) > 254 || !localPart.test(local)) return false;
  if (/[\p{Separator}\p{Other}]/u.test(text) || domain !== domain.normalize("NFKC")) return false;
  return asciiDomain.test(domain) || isUnicodeDomain(domain);
}

/** A domain in other letters, written as it will be looked up: one that mapping would change is a different one. */
function isUnicodeDomain(domain: string): boolean {
  const ascii = domainToASCII(domain);
  return /\P{ASCII}/u.test(domain) && asciiDomain.test(ascii) && domainToUnicode(ascii) === domain;
}

const fullWidth = /[\uff01-\uff5e]/g;

/**
 * An address as somebody meant to type it: spaces around it gone, and full-width letters, which an input method leaves
 * behind, made plain ones. Any other character that merely looks like a plain one would lead to another mailbox, so it is
 * refused, not folded.
 *
 * @returns `null` for what is no mail address
 */
export function normalizeMailAddress(text: string): string | null {
  const plain = text.trim().replaceAll(fullWidth, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
  return isMailAddress(plain) && plain === plain.normalize("NFKC") ? plain : null;
}
