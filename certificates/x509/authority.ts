import type { Certificate } from "./certificate";

/** What a card is for: `citizen` cards sign a person in, `agency` cards order resets. */
export type CardPurpose = "citizen" | "agency";

/** A certification authority that a verdict may rest on. */
export interface Authority {
  certificate: Certificate;
  keyId: string;
  anchor: boolean;
  purposes: Set<CardPurpose>;
}
