import { z } from "zod";
import type { InfoReply, SignReply } from "../../certificates/card-component";
import { cardErrors, returnCodes } from "../../certificates/card-troubles";
import type { Slots } from "./slots";

/** What the component answers; knows no HTTP. */
export interface Component {
  slots: Slots;
  /** Sites the person has told the component to serve. */
  trustedOrigins: ReadonlySet<string>;
  version: string;
  /** The helper program hangs: every request ends in the component's time-out. */
  helperBroken: boolean;
  /** The person presses cancel in the component's own window. */
  cancelling: boolean;
  detached: boolean;
  clock: () => number;
}

const signRequest = z.object({
  func: z.string(),
  signatureType: z.string().default("PKCS7"),
  tbs: z.string().default(""),
  tbsEncoding: z.enum(["NONE", "base64"]).default("NONE"),
  hashAlgorithm: z.string().default("SHA256"),
  withCardSN: z.union([z.string(), z.boolean()]).default("false"),
  pin: z.string().default(""),
  slotDescription: z.string().optional(),
});

/** Answers `/pkcs11info`. */
export function infoReply(component: Component, withCertificates: boolean): InfoReply {
  const code = component.helperBroken ? returnCodes.helperFailed : returnCodes.fine;
  return {
    func: "pkcs11info",
    ret_code: code,
    last_error: 0,
    message: "",
    serverVersion: component.version,
    slots: component.helperBroken ? [] : component.slots.list(withCertificates),
  };
}

/**
 * Answers `/sign`.
 *
 * @param tbsPackage the JSON the page posted to the pop-up
 * @param caller `site`: whose page opened the pop-up; `foreign`: the request came from another page than the pop-up
 */
export function signReply(
  component: Component,
  tbsPackage: string,
  caller: { site: string | null; foreign: boolean },
): SignReply {
  if (caller.foreign) return refused(returnCodes.siteNotAllowed, "a page that is not the component's own");
  if (caller.site !== null && !component.trustedOrigins.has(caller.site)) {
    return refused(returnCodes.siteNotTrusted, caller.site);
  }
  const request = signRequest.safeParse(parseJson(tbsPackage));
  if (!request.success) return refused(returnCodes.badJson, "tbsPackage is not the JSON expected");
  const { func, signatureType, tbs, tbsEncoding, hashAlgorithm, pin, slotDescription } = request.data;
  if (func !== "MakeSignature") return refused(returnCodes.unknownMethod, func);
  if (signatureType !== "PKCS7" || hashAlgorithm !== "SHA256") {
    return refused(returnCodes.badParameter, "this reader makes PKCS7 with SHA256");
  }
  if (tbs === "") return refused(returnCodes.nothingToSign, "tbs is empty");
  if (component.helperBroken) return refused(returnCodes.helperFailed, "the helper does not answer");
  if (component.cancelling) return refused(returnCodes.cancelled, "cancelled by the user");
  if (!component.slots.readerPlugged) return refused(returnCodes.noReader, "no reader");
  const card = component.slots.find(slotDescription);
  if (!card) return refused(returnCodes.noCard, "no card");
  if (pin === "") return refused(returnCodes.noPin, "no PIN");

  const content = Buffer.from(tbs, tbsEncoding === "base64" ? "base64" : "utf8");
  const outcome = card.sign({ content, pin, at: component.clock(), detached: component.detached });
  if (!outcome.signature || !outcome.certificate) {
    return { ...refused(outcome.ret_code, "the card refused"), last_error: outcome.last_error };
  }
  return {
    func: "sign",
    ret_code: returnCodes.fine,
    last_error: cardErrors.none,
    message: "",
    signature: Buffer.from(outcome.signature).toString("base64"),
    certb64: Buffer.from(outcome.certificate).toString("base64"),
    ...(String(request.data.withCardSN) === "true" ? { cardSN: card.file.cardSerial } : {}),
  };
}

function refused(code: number, message: string): SignReply {
  return { func: "sign", ret_code: code, last_error: cardErrors.none, message };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
