import type { Figures } from "../../services/metrics";

/** What a web process tells the process that started it. */
export type FromWeb =
  | { kind: "serving"; url: string }
  | { kind: "figures"; figures: Figures }
  /** Monitoring asks on the site for the figures of all processes. */
  | { kind: "text-asked"; id: number };

/** What a web process is told. */
export type ToWeb = { kind: "stop" } | { kind: "text"; id: number; text: string };
