/**
 * The protocol of the government's card component (HiPKI LocalSignServer, 跨平台網頁元件), as public code shows it.
 * No import of node: pages use it in the browser, the software card reader on the server.
 */

export const CARD_COMPONENT_URL = "http://localhost:61161";

/** Paths of the component's local server. */
export const componentPaths = {
  popup: "/popupForm",
  sign: "/sign",
  info: "/pkcs11info",
  image: "/p11Image.bmp",
} as const;

/** What the pop-up says first: it is ready and wants its request. */
export const READY_MESSAGE = { func: "getTbs" } as const;

/** A PIN has 6 to 8 characters. */
export const PIN_LENGTH = { minimum: 6, maximum: 8 } as const;

/** The page's one answer to the pop-up. */
export type ComponentRequest =
  | {
      func: "MakeSignature";
      signatureType: "PKCS7" | "PKCS1";
      /** What to sign: as it is, or in base64 where `tbsEncoding` says so. */
      tbs: string;
      tbsEncoding: "NONE" | "base64";
      hashAlgorithm: "SHA256";
      withCardSN: "true" | "false";
      pin: string;
      nonce: string;
      slotDescription?: string;
    }
  | { func: "GetUserCert" | "CheckEnvir"; slotDescription?: string };

/** The reply to `MakeSignature`. */
export interface SignReply {
  func: "sign";
  ret_code: number;
  last_error: number;
  message: string;
  /** Base64 of the CMS message. */
  signature?: string;
  certb64?: string;
  cardSN?: string;
}

/** The reply to `GetUserCert` and, without certificates, to `CheckEnvir`. */
export interface InfoReply {
  func: "pkcs11info";
  ret_code: number;
  last_error: number;
  message: string;
  serverVersion: string;
  slots: ComponentSlot[];
}

/** A reader; without a card it has no token. */
export interface ComponentSlot {
  slotDescription: string;
  token?: { serialNumber: string; certs?: ComponentCertificate[] };
}

export interface ComponentCertificate {
  label: string;
  usage: string;
  subjectDN: string;
  subjectID: string;
  certb64: string;
}

/**
 * Builds the request for a signature over `contentBase64`. In base64, because what `NONE` does to Chinese is unknown.
 * The PIN goes to the component's origin only, is never sent to our server and never kept.
 */
export function signatureRequest(wish: {
  contentBase64: string;
  pin: string;
  nonce: string;
  slotDescription?: string;
}): ComponentRequest {
  return {
    func: "MakeSignature",
    signatureType: "PKCS7",
    tbs: wish.contentBase64,
    tbsEncoding: "base64",
    hashAlgorithm: "SHA256",
    withCardSN: "true",
    pin: wish.pin,
    nonce: wish.nonce,
    ...(wish.slotDescription === undefined ? {} : { slotDescription: wish.slotDescription }),
  };
}

/** Reads a message of the pop-up; anything that is not one of its three kinds is `null`. */
export function readComponentMessage(data: unknown): typeof READY_MESSAGE | SignReply | InfoReply | null {
  if (typeof data !== "string") return null;
  const reply = parseObject(data);
  if (reply?.func === "getTbs") return READY_MESSAGE;
  if (reply?.func === "sign") return readSignReply(reply);
  return reply?.func === "pkcs11info" ? readInfoReply(reply) : null;
}

function readSignReply(reply: Record<string, unknown>): SignReply {
  return {
    func: "sign",
    ...readCodes(reply),
    signature: textOrNothing(reply.signature),
    certb64: textOrNothing(reply.certb64),
    cardSN: textOrNothing(reply.cardSN),
  };
}

function readInfoReply(reply: Record<string, unknown>): InfoReply {
  return {
    func: "pkcs11info",
    ...readCodes(reply),
    serverVersion: textOrNothing(reply.serverVersion) ?? "",
    slots: listOf(reply.slots).map((slot) => ({
      slotDescription: textOrNothing(slot.slotDescription) ?? "",
      ...(isRecord(slot.token) ? { token: readToken(slot.token) } : {}),
    })),
  };
}

function readToken(token: Record<string, unknown>): NonNullable<ComponentSlot["token"]> {
  const text = (value: unknown) => textOrNothing(value) ?? "";
  const certs = listOf(token.certs).map((certificate) => ({
    label: text(certificate.label),
    usage: text(certificate.usage),
    subjectDN: text(certificate.subjectDN),
    subjectID: text(certificate.subjectID),
    certb64: text(certificate.certb64),
  }));
  return { serialNumber: text(token.serialNumber), ...(certs.length > 0 ? { certs } : {}) };
}

/** Codes come as numbers, but some versions write them as text. */
function readCodes(reply: Record<string, unknown>) {
  const code = (value: unknown) => (value === undefined || value === "" ? 0 : Number(value));
  return {
    ret_code: code(reply.ret_code),
    last_error: code(reply.last_error),
    message: textOrNothing(reply.message) ?? "",
  };
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
const listOf = (value: unknown) => (Array.isArray(value) ? value.filter(isRecord) : []);
const textOrNothing = (value: unknown) => (typeof value === "string" ? value : undefined);
