import type { ComponentPropsWithoutRef, ReactNode } from "react";

type ButtonKind = "plain" | "primary" | "decide" | "danger" | "link";

interface ButtonProps extends Omit<ComponentPropsWithoutRef<"button">, "className" | "style"> {
  /** `primary`: the one thing to do here; `decide`: a person's decision, with the square; `danger`: takes away. */
  kind?: ButtonKind;
  small?: boolean;
  block?: boolean;
}

export function Button({ kind = "plain", small = false, block = false, ...native }: ButtonProps) {
  return <button {...native} className={buttonClass({ kind, small, block })} />;
}

interface ButtonLinkProps extends Omit<ComponentPropsWithoutRef<"a">, "className" | "style"> {
  href: string;
  kind?: ButtonKind;
  small?: boolean;
  block?: boolean;
}

/** A link that looks like a button, for going somewhere to do something. */
export function ButtonLink({ kind = "plain", small = false, block = false, ...native }: ButtonLinkProps) {
  return <a {...native} className={buttonClass({ kind, small, block })} />;
}

function buttonClass({ kind, small, block }: { kind: ButtonKind; small: boolean; block: boolean }): string {
  return ["btn", kind === "plain" ? "" : `btn-${kind}`, small ? "btn-small" : "", block ? "btn-block" : ""]
    .filter(Boolean)
    .join(" ");
}

interface CardProps {
  title?: ReactNode;
  /** Leaves the padding to what is inside, such as a table. */
  bare?: boolean;
  id?: string;
  /** Names the region where no title does. */
  label?: string;
  children: ReactNode;
}

export function Card({ title, bare = false, id, label, children }: CardProps) {
  return (
    <section className={bare ? "card" : "card card-padded"} id={id} aria-label={label}>
      {title && <h2 className="card-title">{title}</h2>}
      {children}
    </section>
  );
}

export type Tone = "brand" | "ok" | "warn" | "seal" | "mute";

/** A word about a state. `seal` (red) only for late or failed. */
export function Chip({ tone = "mute", children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`chip chip-${tone}`}>{children}</span>;
}

interface NoticeProps {
  tone?: "info" | "ok" | "warn" | "error";
  title?: ReactNode;
  /** Read out at once: `status` for good news, `alert` for bad. */
  role?: "status" | "alert";
  children?: ReactNode;
}

export function Notice({ tone = "info", title, role, children }: NoticeProps) {
  return (
    <div className={tone === "info" ? "notice" : `notice notice-${tone}`} role={role}>
      {title && <p className="notice-title">{title}</p>}
      {children}
    </div>
  );
}

/** Names and values; what is undefined is left out. */
export function DefinitionList({ items }: { items: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="definitions">
      {items
        .filter(([, value]) => value !== undefined && value !== null && value !== "")
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** Nothing to show, and what to do about it. */
export function EmptyState({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children}
    </div>
  );
}
