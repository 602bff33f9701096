/** A step of the path line. */
export interface Step {
  label: string;
  state: "done" | "now" | "ahead";
  /** A person's decision: drawn square. */
  person: boolean;
}

/** A part of a mail. Templates are written once in these; HTML and text are two renderings of the same list. */
export type Block =
  | { kind: "paragraph"; text: string }
  | { kind: "facts"; rows: readonly (readonly [label: string, value: string])[] }
  | { kind: "password"; label: string; password: string; note: string }
  | { kind: "link"; label: string; url: string }
  | { kind: "quote"; label: string; text: string }
  | { kind: "list"; items: readonly string[] }
  | { kind: "path"; label: string; steps: readonly Step[]; states: Record<Step["state"], string> };

/** A mail as content: its subject and its parts in order. */
export interface MailDocument {
  subject: string;
  blocks: readonly Block[];
}

export const paragraph = (text: string): Block => ({ kind: "paragraph", text });
export const facts = (...rows: [label: string, value: string][]): Block => ({ kind: "facts", rows });
export const link = (label: string, url: string): Block => ({ kind: "link", label, url });
export const quote = (label: string, text: string): Block => ({ kind: "quote", label, text });
