import type { Due } from "./ticket-row";

/** When an answer is due, near ones and late ones told apart. */
export function DueTime({ due: { text, tone } }: { due: Due }) {
  return <span className={tone === "plain" ? "num due" : `num due ${tone}`}>{text}</span>;
}
