import { z } from "zod";
import type { InfoReply, SignReply } from "../../certificates/card/card-component";
import { cardErrors, returnCodes } from "../../certificates/card/card-troubles";
import type { Slots } from "./slots";

/** What the component answers; knows no HTTP. */
export interface Component {
  slots: Slots;
  /** Sites the person has told the component to serve. */
  trustedOrigins: Set<string>;
  version: string;
  /** The helper program hangs: every request ends in the component's time-out. */
  helperBroken: boolean;
  /** The person presses cancel in the component's own window. */
  cancelling: boolean;
  detached: boolean;
  clock: () => number;
}

const signRequest = z.object({
  signatureType: z.enum(["PKCS7", "PKCS1"]).default("PKCS7"),
  tbs: z.string().default(""),
  tbsEncoding: z.enum(["NONE", "base64"]).default("NONE"),
  hashAlgorithm: z.literal("SHA256").default("SHA256"),
  withCardSN: z.union([z.string(), z.boolean()]).default("false"),
  pin: z.string().default(""),
  nonce: z.string().optional(),
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
  const json = parseJson(tbsPackage);
  const asked = z.object({ func: z.string() }).safeParse(json);
  if (!asked.success) return refused(returnCodes.badJson, "tbsPackage is not the JSON expected");
  if (asked.data.func !== "MakeSignature") return refused(returnCodes.unknownMethod, asked.data.func);
  const request = signRequest.safeParse(json);
  if (!request.success) return refused(returnCodes.badParameter, z.prettifyError(request.error));
  const { signatureType, tbs, tbsEncoding, pin, nonce, slotDescription } = request.data;
  if (tbsEncoding === "base64" && !/^[A-Za-z0-9+/\s]*(?:={1,2}\s*)?$/.test(tbs)) {
    return refused(returnCodes.badParameter, "tbs is not base64");
  }
  if (tbs === "") return refused(returnCodes.nothingToSign, "tbs is empty");
  if (component.helperBroken) return refused(returnCodes.helperFailed, "the helper does not answer");
  if (component.cancelling) return refused(returnCodes.cancelled, "cancelled by the user");
  if (!component.slots.readerPlugged) return refused(returnCodes.noReader, "no reader");
  const card = component.slots.find(slotDescription);
  if (!card) return refused(returnCodes.noCard, "no card");
  if (pin === "") return refused(returnCodes.noPin, "no PIN");

  const wantsSerial = String(request.data.withCardSN) === "true";
  const outcome = card.sign({
    content: Buffer.from(tbs, tbsEncoding === "base64" ? "base64" : "utf8"),
    pin,
    at: component.clock(),
    detached: component.detached,
    signatureType,
    extras: { nonce, ...(wantsSerial ? { cardSerial: card.file.cardSerial } : {}) },
  });
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
    ...(wantsSerial ? { cardSN: card.file.cardSerial } : {}),
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
