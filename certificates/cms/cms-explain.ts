import { type BerElement, readBer, toDer } from "../asn1/ber";
import { type Certificate, readCertificate } from "../x509/certificate";
import { readSignedMessage, type SignedMessage } from "./cms";
import { cmsProfile } from "./cms-profile";
import { profileChecks, requireSigner } from "./cms-signature";
import { DerError } from "../asn1/der";
import { hex } from "../asn1/der-values";
import { formatName } from "../x509/distinguished-name";
import { oidName } from "../asn1/oid-names";
import { type OutlineLine, outlineOf } from "../asn1/outline";
import { checkSigner } from "../x509/path";
import { type Refusal, verdictOf } from "../errors/refusal";

/** What a message is made of, and where it is not what the desk accepts. */
export interface Explanation {
  outline: OutlineLine[];
  /** Of the message's own words; empty where it could not be read as a signature at all. */
  facts: [name: string, value: string][];
  /** Where it departs from the declared profile (`cms-profile.ts`), with the codes of a refusal. */
  departures: Refusal[];
  /** Signed attributes beyond those required: tolerated, and worth knowing of a first real card. */
  tolerated: string[];
}

/**
 * Explains a signed message, however it was made: a verdict stops at the first fault, this names them all. Content, trust and
 * revocation are not part of it.
 */
export function explainMessage(bytes: Uint8Array): Explanation {
  const explanation: Explanation = { outline: [], facts: [], departures: [], tolerated: [] };
  const { departures } = explanation;
  if (bytes.length > cmsProfile.maximumBytes)
    departures.push({ code: "message-too-large", reason: `${bytes.length} bytes` });
  const root = readLeniently(bytes, departures);
  if (!root) return explanation;
  explanation.outline = outlineOf(bytes, root);

  const strict = verdictOf(() => readSignedMessage(bytes));
  if (strict.accepted) return { ...explanation, ...aboutMessage(strict.value, departures) };
  departures.push(strict.refusal);
  // What only the encoding forbids is looked at once more in the encoding it should have had.
  if (strict.refusal.code !== "message-not-der") return explanation;
  const mended = verdictOf(() => readSignedMessage(toDer(bytes, root)));
  if (mended.accepted) return { ...explanation, ...aboutMessage(mended.value, departures) };
  if (mended.refusal.code !== "message-not-der") departures.push(mended.refusal);
  return explanation;
}

function readLeniently(bytes: Uint8Array, departures: Refusal[]): BerElement | null {
  try {
    return readBer(bytes);
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    departures.push({ code: "message-not-der", reason: `not even BER: ${error.message}` });
    return null;
  }
}

function aboutMessage(message: SignedMessage, found: Refusal[]) {
  const types = [...(message.attributes?.keys() ?? [])];
  return {
    facts: factsOf(message),
    departures: [...found, ...departuresOf(message)],
    tolerated: types.filter((type) => !cmsProfile.requiredAttributes.includes(type)).map(oidName),
  };
}

function factsOf(message: SignedMessage): Explanation["facts"] {
  const { content, signer, attributes } = message;
  const certificates = message.certificates.map((der) => verdictOf(() => readCertificate(der)));
  return [
    ["content type", oidName(message.contentType)],
    ["content", content ? `attached, ${content.length} bytes` : "detached"],
    ["digest", oidName(message.digestAlgorithm.oid)],
    ["signature algorithm", oidName(message.signatureAlgorithm.oid)],
    ["signature", `${message.signature.length} bytes`],
    [
      "signer named by",
      "serial" in signer ? `issuer and serial ${hex(signer.serial)}` : `key ${hex(signer.subjectKeyId)}`,
    ],
    ...[...(attributes?.keys() ?? [])].map((type): [string, string] => ["signed attribute", oidName(type)]),
    ...certificates.map((read): [string, string] => [
      "certificate",
      read.accepted ? summaryOf(read.value) : `${read.refusal.code}: ${read.refusal.reason}`,
    ]),
  ];
}

const summaryOf = ({ subject, issuer, serialNumber }: Certificate) =>
  `${formatName(subject)}, serial ${serialNumber}, issued by ${formatName(issuer)}`;

/** Every check by itself; what fails for the same reason twice is told once. */
function departuresOf(message: SignedMessage): Refusal[] {
  const found = new Map<string, Refusal>();
  const attempt = (check: () => unknown) => {
    const verdict = verdictOf(check);
    if (!verdict.accepted) found.set(verdict.refusal.code, verdict.refusal);
  };
  profileChecks(message).forEach(attempt);
  const signer = verdictOf(() => requireSigner(message));
  if (signer.accepted) attempt(() => checkSigner(signer.value));
  return [...found.values()];
}
