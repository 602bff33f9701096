import { createPrivateKey, X509Certificate } from "node:crypto";
import type { CardFile } from "../../certificates/card-file";
import { PIN_LENGTH } from "../../certificates/card-component";
import { cardErrors, returnCodes } from "../../certificates/card-troubles";
import { makeSignedMessage } from "./signed-message";

/** How often a PIN may be mistyped in a row; the third error locks the card. */
const PIN_TRIES = 3;

export interface CodedOutcome {
  ret_code: number;
  last_error: number;
}

export type SignOutcome = CodedOutcome & { signature?: Uint8Array; certificate?: Uint8Array };

/** A card as plastic would be: it keeps its keys and counts wrong PINs, even while it lies outside the reader. */
export class SoftwareCard {
  private triesLeft: number;

  constructor(readonly file: CardFile) {
    this.triesLeft = file.locked ? 0 : PIN_TRIES;
  }

  get locked(): boolean {
    return this.triesLeft === 0;
  }

  get certificates(): { label: string; usage: string; der: Buffer; parsed: X509Certificate }[] {
    return this.file.certificates.map(({ label, usage, certificate }) => {
      const der = Buffer.from(certificate, "base64");
      return { label, usage, der, parsed: new X509Certificate(der) };
    });
  }

  /** Signs with the signature key after the PIN, as a CMS message with or without its content. */
  sign(wish: { content: Uint8Array; pin: string; at: number; detached: boolean }): SignOutcome {
    const [signing] = this.file.certificates;
    const [shown] = this.certificates;
    if (!signing || !shown)
      return { ret_code: returnCodes.helperFailed, last_error: cardErrors.functionFailed };
    if (wish.at > Date.parse(shown.parsed.validTo))
      return { ret_code: returnCodes.cardExpired, last_error: 0 };
    const refusal = this.tryPin(wish.pin);
    if (refusal !== null) return { ret_code: returnCodes.loginFailed, last_error: refusal };
    const signature = makeSignedMessage({
      content: wish.content,
      certificate: shown.der,
      privateKey: createPrivateKey(signing.privateKey),
      at: wish.at,
      detached: wish.detached,
    });
    return { ret_code: returnCodes.fine, last_error: cardErrors.none, signature, certificate: shown.der };
  }

  /** @returns the card's error, or `null` when it is open; a PIN of impossible length costs no try */
  private tryPin(pin: string): number | null {
    if (this.locked) return cardErrors.pinLocked;
    if (pin.length < PIN_LENGTH.minimum || pin.length > PIN_LENGTH.maximum) return cardErrors.pinLength;
    if (pin === this.file.pin) {
      this.triesLeft = PIN_TRIES;
      return null;
    }
    this.triesLeft -= 1;
    if (this.triesLeft === 2) return cardErrors.wrongPinTwoLeft;
    return this.triesLeft === 1 ? cardErrors.wrongPinOneLeft : cardErrors.pinLocked;
  }
}
