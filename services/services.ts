import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { liveCalendar, type LiveCalendar } from "../accounts/office/live-calendar";
import { createLanes } from "../accounts/passwords/concurrency-limit";
import { readSecrets, type Secrets } from "../accounts/access/secrets";
import type { Change } from "../db/change";
import { forgetUnfinished } from "../db/copies";
import type { FileLock } from "../db/file-lock";
import { holdDatabase } from "../db/presence";
import { newsOf } from "../db/feed";
import { settleRecord } from "../db/record/staged";
import { openStore, type Store } from "../db/store";
import type { Clock, Random } from "../db/types";
import { startDemoMailbox, type DemoMailbox } from "../emails/demo-mailbox";
import { createChangeFeed, type ChangeFeed } from "./change-feed";
import type { CardContext } from "../workflows/cards/agency/visit";
import type { Context } from "../workflows/desk/context";
import { createDesk } from "../workflows/desk/create-desk";
import type { SignInContext } from "../workflows/sign-in/context";
import type { AskOutside } from "../workflows/trust/fetching";
import { createSignIn, type SignIn } from "../workflows/sign-in/sign-in";
import { createOcspNotes } from "../workflows/trust/ocsp-notes";
import { createStatusAsking } from "../workflows/trust/ocsp-asking";
import { createTrust } from "../workflows/trust/trust";
import type { Environment } from "./environment";
import { createMetrics, type Metrics } from "./metrics";
import { createOutside } from "./fetching";
import { refuseUnknownKeys } from "./known-keys";
import { createParsing, type Parsing } from "./parsing/parsing";
import { refuseDemoData } from "./production-data";

/** Everything the desk consists of, made once and given to every request: the app has no globals. */
export interface Services extends Context {
  environment: Environment;
  signIn: SignIn;
  ownPassword: SignInContext;
  /** The desk as an agency's card meets it, with the trust that its signatures are judged by. */
  card: CardContext;
  office: LiveCalendar;
  /** Asks the addresses of authorities, and nobody else. */
  ask: AskOutside;
  /** Announces every commit of this process, and those of others while it follows them. */
  changes: ChangeFeed;
  /** Reads what comes from outside. */
  parsing: Parsing;
  /** What monitoring reads. */
  metrics: Metrics;
  /** The demo's own mailbox; `null` where mail leaves the house. */
  mailbox: DemoMailbox | null;
  close: () => Promise<void>;
}

export interface ServiceOptions {
  environment: Environment;
  /** The present; a test's own clock in tests. */
  clock?: Clock;
  random?: Random;
  /** Milliseconds of a clock that is never set; a test's own in tests. */
  elapsed?: Clock;
  /** Waits so many milliseconds; a test's own in tests. */
  pause?: (ms: number) => Promise<void>;
  /** Without it no mail server of the demo's own is started: a command beside the serving process sends nothing. */
  ownMailbox?: boolean;
}

export const systemClock: Clock = () => Date.now();
export const systemRandom: Random = (bytes) => randomBytes(bytes);

/**
 * Constructs everything the desk consists of, once: the app has no globals. In demo mode without `SMTP_URL` that includes
 * a mail server of its own.
 */
export async function createServices(options: ServiceOptions): Promise<Services> {
  const {
    environment,
    clock = systemClock,
    random = systemRandom,
    elapsed,
    pause = (ms) => wait(ms),
    ownMailbox = true,
  } = options;
  const changes = createChangeFeed();
  const secrets = readSecrets(environment.secrets, random);
  const database = await openDatabase(environment, secrets, { clock, random, elapsed });
  const store = telling(database.store, async (change) => {
    if (newsOf(change).calendar) await office.reread();
    changes.announce();
  });
  const office = await liveCalendar(() => store.records.calendarDays(), clock, environment.officeTimeZone);
  const metrics = createMetrics(store, clock);
  const desk = metrics.counting(
    createDesk({
      store,
      clock,
      random,
      office,
      secrets,
    }),
  );
  const outside = createOutside(environment);
  const parsing = createParsing(metrics.parsed);
  const profile = environment.passwordProfile;
  const core: Context = { store, desk, clock, random, secrets, office, wait: pause, lanes: createLanes() };
  const wantsMailbox = ownMailbox && environment.smtpUrl === undefined && environment.mode === "demo";
  const mailbox = wantsMailbox ? await startDemoMailbox({ clock }) : null;
  return {
    environment,
    ...core,
    office,
    changes,
    parsing,
    metrics,
    signIn: createSignIn({ ...core, profile }),
    ownPassword: { ...core, profile },
    card: {
      ...core,
      trust: createTrust(store, createStatusAsking({ ask: outside.ask, note: createOcspNotes(core) })),
      origin: environment.appUrl,
    },
    ask: outside.ask,
    mailbox,
    async close() {
      await parsing.close();
      await outside.close();
      await mailbox?.close();
      await database.close();
    },
  };
}

/**
 * The database, held for as long as this process works on it, with everything in it under a key that is known.
 *
 * @throws DatabaseRefused `being-replaced`
 * @throws EnvironmentError where a secret is missing, and in production on a demo's data
 */
async function openDatabase(
  environment: Environment,
  secrets: Secrets,
  { clock, random, elapsed }: { clock: Clock; random: Random; elapsed: Clock | undefined },
): Promise<{ store: Store; close: () => Promise<void> }> {
  const { databaseUrl, databaseReadUrl: readUrl, databaseFile: file } = environment;
  const { recordFolder, recordCopyFolder } = environment;
  const held = file === undefined ? null : holdFile(file, recordFolder, secrets);
  try {
    const { keyId } = secrets;
    const record = { recordFolder, recordCopyFolder };
    const store = await openStore(databaseUrl, { ...record, clock, random, keyId, readUrl, elapsed });
    try {
      await refuseDemoData(environment, store);
      await refuseUnknownKeys(store, secrets);
    } catch (error) {
      await store.close();
      throw error;
    }
    return {
      store,
      async close() {
        await store.close();
        held?.release();
      },
    };
  } catch (error) {
    held?.release();
    throw error;
  }
}

/** Holds the file of a database, in the state in which a restore left it that has ended. */
function holdFile(file: string, recordFolder: string, { keyId }: Secrets): FileLock {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const held = holdDatabase(file, keyId);
  try {
    settleRecord(recordFolder, file);
    forgetUnfinished(file);
    return held;
  } catch (error) {
    held.release();
    throw error;
  }
}

function telling(store: Store, committed: (change: Change) => Promise<void>): Store {
  return {
    ...store,
    async commit(change) {
      const result = await store.commit(change);
      await committed(change);
      return result;
    },
  };
}
