import type { Logger } from "pino";
import type { Services } from "../../services/services";

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

declare module "@remix-run/node" {
  interface AppLoadContext extends RequestFacts, Services {}

  interface Future {
    v3_singleFetch: true;
  }
}
