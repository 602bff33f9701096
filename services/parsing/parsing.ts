import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { isAppError } from "../../language/app-error";
import type { MailReader } from "../../workflows/mail/in/received";
import type { Jobs } from "./jobs";
import { startThreads, type ThreadOptions } from "./threads";

/** Reads what comes from outside in threads of its own, so that nothing else waits for it. */
export interface Parsing {
  mail: MailReader;
  close(): Promise<void>;
}

/**
 * An honest mail of 10 MB takes a fraction of a second; the deadline leaves room for a busy machine. Two threads, so that one
 * mail that is about to be stopped does not stop the others.
 */
const usual: Omit<ThreadOptions, "entry"> = {
  threads: 2,
  waiting: 100,
  deadlineMs: 10_000,
  startMs: 60_000,
  memoryMegabytes: 128,
};

/**
 * @param note hears how each reading ended: `done`, or the code of why not
 * @param limits where they are not the usual ones
 */
export function createParsing(
  note: (job: string, result: string) => void,
  limits: Partial<typeof usual> = {},
): Parsing {
  const threads = startThreads<Jobs>({ ...usual, ...limits, entry: threadEntry() });
  const run: typeof threads.run = async (job, ...given) => {
    try {
      const result = await threads.run(job, ...given);
      note(job, "done");
      return result;
    } catch (error) {
      note(job, isAppError(error) ? error.code : "broke");
      throw error;
    }
  };
  return {
    mail: {
      read: (bytes, nullSender) => run("mail-read", bytes, nullSender),
      written: (bytes, known) => run("mail-written", bytes, known),
    },
    close: () => threads.close(),
  };
}

/** In the build a file whose place the build fills in; from the sources, which Node cannot load alone, with tsx. */
function threadEntry(): ThreadOptions["entry"] {
  const built = import.meta.parsingWorker;
  if (built !== undefined) return { file: new URL(built, import.meta.url), execArgv: [] };
  const tsx = createRequire(import.meta.url).resolve("tsx");
  return {
    file: new URL("./worker.ts", import.meta.url),
    execArgv: ["--import", pathToFileURL(tsx).href],
  };
}
