/** The most characters of what people write: one limit for the pages, the API and the history. */
export const longest = {
  /** A decision's reason, which a mail repeats. */
  reason: 500,
  /** From the desk to the person. */
  message: 1000,
  /** A note of the desk, or what the person adds. */
  note: 2000,
} as const;
