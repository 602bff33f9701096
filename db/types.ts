/** Tells the present in epoch milliseconds. Passed in everywhere, so that tests own the time. */
export type Clock = () => number;

/** A cryptographic source: returns so many random bytes. Passed in everywhere, so that tests own the chance. */
export type Random = (bytes: number) => Uint8Array;
