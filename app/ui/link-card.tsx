import type { ReactNode } from "react";

interface LinkCardProps {
  to: string;
  name: string;
  note: string;
  /** A person decides: marked with the square of the path line. */
  person?: boolean;
  /** More about it, such as by when an answer is due. */
  children?: ReactNode;
}

/** A card that is a link as a whole. */
export function LinkCard({ to, name, note, person = false, children }: LinkCardProps) {
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
