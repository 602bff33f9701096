/** Tells the present in epoch milliseconds. Passed in everywhere, so that tests own the time. */
export type Clock = () => number;

/** A cryptographic source: returns so many random bytes. Passed in everywhere, so that tests own the chance. */
export type Random = (bytes: number) => Uint8Array;

/** A card's signature and what its verdict rested on; bytes in base64. */
export interface CardProof {
  content: string;
  cms: string;
  /** Leaf first. */
  chain: string[];
  revocation: Record<string, unknown>;
  at: number;
}

/** What a citizen's certificate says of its holder and of itself. */
export interface CardHolder {
  name: string;
  /** Of the national ID, where the card carries them. */
  lastFour: string | null;
  issuerName: string;
  notAfterAt: number;
}
