import { createPrivateKey, type KeyObject, sign as signBytes, X509Certificate } from "node:crypto";
import type { CardFile } from "../../certificates/card/card-file";
import { PIN_LENGTH } from "../../certificates/card/card-component";
import { cardErrors, returnCodes } from "../../certificates/card/card-troubles";
import { makeSignedMessage, type SignedExtras } from "./signed-message";

/** How often a PIN may be mistyped in a row; the third error locks the card. */
const PIN_TRIES = 3;

export interface CodedOutcome {
  ret_code: number;
  last_error: number;
}

export type SignOutcome = CodedOutcome & { signature?: Uint8Array; certificate?: Uint8Array };

export interface SignWish {
  content: Uint8Array;
  pin: string;
  /** Epoch milliseconds. */
  at: number;
  /** Leave the content out of the message. */
  detached: boolean;
  /** A CMS message, unless told, or the bare RSA signature (RFC 8017 section 8.2). */
  signatureType?: "PKCS7" | "PKCS1";
  extras?: SignedExtras;
}

/** A card as plastic would be: it keeps its keys and counts wrong PINs, even while it lies outside the reader. */
export class SoftwareCard {
  private left: number;

  constructor(readonly file: CardFile) {
    this.left = file.locked ? 0 : PIN_TRIES;
  }

  /** How many wrong PINs it takes to lock the card, this one included. */
  get triesLeft(): number {
    return this.left;
  }

  get locked(): boolean {
    return this.left === 0;
  }

  /** 鎖卡解碼, as the card's authority does it. */
  unlock(): void {
    this.left = PIN_TRIES;
  }

  get certificates(): { label: string; usage: string; der: Buffer; parsed: X509Certificate }[] {
    return this.file.certificates.map(({ label, usage, certificate }) => {
      const der = Buffer.from(certificate, "base64");
      return { label, usage, der, parsed: new X509Certificate(der) };
    });
  }

  /** Signs with the signature key after the PIN. */
  sign(wish: SignWish): SignOutcome {
    const [signing] = this.file.certificates;
    const [shown] = this.certificates;
    if (!signing || !shown)
      return { ret_code: returnCodes.helperFailed, last_error: cardErrors.functionFailed };
    if (wish.at > Date.parse(shown.parsed.validTo))
      return { ret_code: returnCodes.cardExpired, last_error: 0 };
    const refusal = this.tryPin(wish.pin);
    if (refusal !== null) return { ret_code: returnCodes.loginFailed, last_error: refusal };
    const signature = signatureOf(wish, shown.der, createPrivateKey(signing.privateKey));
    return { ret_code: returnCodes.fine, last_error: cardErrors.none, signature, certificate: shown.der };
  }

  /** @returns the card's error, or `null` when it is open; a PIN of impossible length costs no try */
  private tryPin(pin: string): number | null {
    if (this.locked) return cardErrors.pinLocked;
    if (pin.length < PIN_LENGTH.minimum || pin.length > PIN_LENGTH.maximum) return cardErrors.pinLength;
    if (pin === this.file.pin) {
      this.left = PIN_TRIES;
      return null;
    }
    this.left -= 1;
    if (this.left === 2) return cardErrors.wrongPinTwoLeft;
    return this.left === 1 ? cardErrors.wrongPinOneLeft : cardErrors.pinLocked;
  }
}

function signatureOf(wish: SignWish, certificate: Uint8Array, privateKey: KeyObject): Uint8Array {
  if (wish.signatureType === "PKCS1") return signBytes("sha256", wish.content, privateKey);
  const { content, at, detached, extras } = wish;
  return makeSignedMessage({ content, certificate, privateKey, at, detached, extras });
}

/** Signs with a card of the demo, its PIN known. */
export function signWithDemoCard(card: CardFile, content: Uint8Array, at: number): Uint8Array {
  const { signature } = new SoftwareCard(card).sign({ content, pin: card.pin, at, detached: false });
  if (!signature) throw new Error(`the demo's card ${card.name} does not sign`);
  return signature;
}
