import pino, { type Logger } from "pino";
import type { Environment } from "./environment";

/** The log of the process: one JSON object a line on standard error, so that commands may use standard output. */
export function createLog({ logLevel }: Pick<Environment, "logLevel">): Logger {
  return pino(
    {
      level: logLevel,
      base: null,
      redact: { paths: ["*.password", "*.secret", "*.authorization"], censor: "…" },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
