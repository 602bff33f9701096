import type { Logger } from "pino";
import type { LivingOffice } from "../../accounts/living-office";
import type { Secrets } from "../../accounts/secrets";
import type { Environment } from "../../bin/environment";
import type { Metrics } from "../../bin/metrics";
import type { Store } from "../../db/store";
import type { Clock, Random } from "../../db/types";
import type { DemoMailbox } from "../../emails/demo-mailbox";
import type { ChangeFeed } from "../../workflows/changes";
import type { CardDeskParts } from "../../workflows/card-visit";
import type { Desk } from "../../workflows/desk";
import type { IntakeParts } from "../../workflows/intake";
import type { AskOutside } from "../../workflows/outside";
import type { OwnPasswordParts } from "../../workflows/own-password";
import type { SignIn } from "../../workflows/sign-in";

/** What the server knows about one request. */
export interface RequestFacts {
  /** The nonce of this response's Content-Security-Policy. */
  nonce: string;
  /** Names this request in the log; shown to the visitor when something unforeseen happens. */
  requestId: string;
  /** The visitor's address; behind a proxy only `TRUSTED_PROXIES` may tell it. */
  address: string;
  log: Logger;
  /** Loosens this response's headers as far as the pop-up of the card component needs it. */
  allowCardComponent: () => void;
  /** Replaces headers that every response carries, where one page needs others. */
  replaceHeaders: (headers: Record<string, string>) => void;
}

/** What bin/ constructs once and gives to every request: the app has no globals. */
export interface Services {
  environment: Environment;
  store: Store;
  desk: Desk;
  signIn: SignIn;
  ownPassword: OwnPasswordParts;
  intake: IntakeParts;
  /** The desk as an agency's card meets it, with the trust that its signatures are judged by. */
  card: CardDeskParts;
  clock: Clock;
  random: Random;
  secrets: Secrets;
  office: LivingOffice;
  /** Asks the addresses of authorities, and nobody else. */
  ask: AskOutside;
  /** Announces every commit of this process. */
  changes: ChangeFeed;
  /** What monitoring reads. */
  metrics: Metrics;
  /** The demo's own mailbox; `null` where mail leaves the house. */
  mailbox: DemoMailbox | null;
  close: () => Promise<void>;
}

declare module "@remix-run/node" {
  interface AppLoadContext extends RequestFacts, Services {}

  interface Future {
    v3_singleFetch: true;
  }
}
