import type { ReactNode } from "react";

interface WayProps {
  to: string;
  name: string;
  note: string;
  /** A person decides on this way: marked with the square of the path line. */
  person?: boolean;
  /** What else speaks for it, such as its promise. */
  children?: ReactNode;
}

/** One way to go on, as wide as a hand: the whole card is the link. */
export function Way({ to, name, note, person = false, children }: WayProps) {
  return (
    <a className="card way" href={to}>
      <span>
        <span className={person ? "way-name way-person" : "way-name"}>{name}</span>
        <span className="way-for">{note}</span>
        {children && <span className="way-promise num">{children}</span>}
      </span>
      <span className="way-arrow" aria-hidden>
        →
      </span>
    </a>
  );
}
