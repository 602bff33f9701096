import { domainToASCII } from "node:url";

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
  return asciiDomain.test(domain) || (/\P{ASCII}/u.test(domain) && asciiDomain.test(domainToASCII(domain)));
}
