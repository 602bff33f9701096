import { type AlgorithmIdentifier, readAlgorithm } from "../x509/algorithms";
import { cmsProfile } from "./cms-profile";
import { context, contextConstructed, type Der, DerError, readDer, tags } from "../asn1/der";
import { countOf, Fields, octetsOf, oidOf, only, retagged } from "../asn1/der-values";
import { oids } from "../asn1/oids";
import { readOrRefuse, refuse } from "../errors/refusal";

/** Who signed, as the message says it: to be matched with a certificate, never believed by itself. */
export type SignerId = { issuerDer: Uint8Array; serial: Uint8Array } | { subjectKeyId: Uint8Array };

/** A `SignedData` with its one `SignerInfo` (RFC 5652 section 5), read but not judged. */
export interface SignedMessage {
  contentType: string;
  /** The attached content, or `null` where the signature is detached. */
  content: Uint8Array | null;
  certificates: Uint8Array[];
  signer: SignerId;
  digestAlgorithm: AlgorithmIdentifier;
  signatureAlgorithm: AlgorithmIdentifier;
  /** By type the values of each attribute; `null` where there are no signed attributes at all. */
  attributes: ReadonlyMap<string, Der[]> | null;
  /** The DER of the signed attributes under the tag of a SET, as it is signed (RFC 5652 section 5.4). */
  attributesDer: Uint8Array | null;
  signature: Uint8Array;
}

/**
 * Reads a CMS message.
 *
 * @throws Refused `message-too-large`, `message-not-der`, `message-not-signed-data`, `message-version-wrong`,
 *   `signer-not-single` or `signed-attribute-repeated`
 */
export function readSignedMessage(bytes: Uint8Array): SignedMessage {
  if (bytes.length > cmsProfile.maximumBytes) refuse("message-too-large", `${bytes.length} bytes`);
  const root = readOrRefuse("message-not-der", () => readDer(bytes));
  return readOrRefuse("message-not-signed-data", () => {
    const info = new Fields(root.expect(tags.sequence));
    if (oidOf(info.next()) !== oids.signedData) throw new DerError("another content type");
    const signedData = only(info.next(contextConstructed(0)));
    info.done();
    return readSignedData(signedData.expect(tags.sequence));
  });
}

function readSignedData(signedData: Der): SignedMessage {
  const fields = new Fields(signedData);
  const version = countOf(fields.next(tags.integer).value);
  const announced = fields
    .next(tags.set)
    .childrenUpTo(cmsProfile.maximumAlgorithms)
    .map((element) => readAlgorithm(element).oid);
  const encapsulated = readEncapsulated(fields.next(tags.sequence));
  const certificates = fields.optional(contextConstructed(0))?.children ?? [];
  fields.optional(contextConstructed(1));
  const signers = fields.next(tags.set).children;
  fields.done();

  const [signerInfo] = signers;
  if (signers.length !== 1 || !signerInfo) return refuse("signer-not-single", `${signers.length} signers`);
  if (certificates.length > cmsProfile.maximumCertificates) throw new DerError("too many certificates");
  const signer = readSignerInfo(signerInfo);
  if (!announced.includes(signer.digestAlgorithm.oid)) throw new DerError("a digest that was not announced");
  // RFC 5652 section 5.1: 1, or 3 where the signer is named by key or the content is not data.
  const expected = signer.version === 3 || encapsulated.contentType !== oids.data ? 3 : 1;
  if (version !== expected) refuse("message-version-wrong", `SignedData ${version}, expected ${expected}`);
  return {
    ...encapsulated,
    certificates: certificates.map((certificate) => certificate.expect(tags.sequence).raw),
    ...signer,
  };
}

function readEncapsulated(info: Der): { contentType: string; content: Uint8Array | null } {
  const fields = new Fields(info);
  const contentType = oidOf(fields.next());
  const wrapper = fields.optional(contextConstructed(0));
  fields.done();
  return { contentType, content: wrapper ? octetsOf(only(wrapper)) : null };
}

function readSignerInfo(info: Der) {
  const fields = new Fields(info.expect(tags.sequence));
  const version = countOf(fields.next(tags.integer).value);
  const signer = readSignerId(fields.next());
  // RFC 5652 section 5.3: the version follows from how the signer is named.
  if (version !== ("serial" in signer ? 1 : 3)) refuse("message-version-wrong", `SignerInfo ${version}`);
  const digestAlgorithm = readAlgorithm(fields.next());
  const attributes = fields.optional(contextConstructed(0));
  const signatureAlgorithm = readAlgorithm(fields.next());
  const signature = octetsOf(fields.next());
  fields.optional(contextConstructed(1));
  fields.done();
  return {
    version,
    signer,
    digestAlgorithm,
    signatureAlgorithm,
    signature,
    attributes: attributes ? readAttributes(attributes) : null,
    // The signature covers DER, so a set in another order is refused here rather than silently sorted.
    attributesDer: attributes ? canonicalSet(attributes) : null,
  };
}

function canonicalSet(attributes: Der): Uint8Array {
  return readOrRefuse("message-not-der", () => readDer(retagged(attributes, tags.set).raw).raw);
}

function readSignerId(element: Der): SignerId {
  if (element.tag === context(0)) return { subjectKeyId: element.value };
  const fields = new Fields(element.expect(tags.sequence));
  const issuer = fields.next(tags.sequence);
  const serial = fields.next(tags.integer);
  fields.done();
  return { issuerDer: issuer.raw, serial: serial.value };
}

/** RFC 5652 section 5.3: no attribute type more than once. */
function readAttributes(list: Der): Map<string, Der[]> {
  const attributes = new Map<string, Der[]>();
  for (const attribute of list.childrenUpTo(cmsProfile.maximumAttributes)) {
    const fields = new Fields(attribute.expect(tags.sequence));
    const type = oidOf(fields.next());
    const values = fields.next(tags.set).children;
    fields.done();
    if (attributes.has(type)) refuse("signed-attribute-repeated", type);
    attributes.set(type, values);
  }
  return attributes;
}
