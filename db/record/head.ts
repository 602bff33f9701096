import { isSignedBy, type RecordKeys } from "./keys";

/** Where the record stands: its newest audit row, and the state of the sealed rows with it. */
export interface Head {
  /** Of the newest audit row; 0 before the first. */
  seq: number;
  /** That row's SHA-256, by which outsiders check an export. */
  hash: string;
  /** That row's HMAC. */
  mac: string;
  /** Counts the commits that changed sealed rows or the audit. Never goes back. */
  counter: number;
  /** The HMAC of the state of the sealed rows at that count. */
  state: string;
  /** When it was sealed, in epoch milliseconds. */
  at: number;
  /** Since when the database is known not to go on from a head sealed before; such a head stays as it is until a restore joins it. */
  brokenAt: number | null;
}

/** The text that is signed: fixed fields in a fixed order, so that it can be made again in any language. */
function signedText({ seq, hash, mac, counter, state, at, brokenAt }: Head): string {
  return ["recovery-desk head 1", seq, hash, mac, counter, state, at, brokenAt ?? "-"].join("\n");
}

/** The head as it is kept in a file: JSON with its Ed25519 signature, on one line. */
export function writtenHead(keys: RecordKeys, head: Head): string {
  return JSON.stringify({ ...head, signature: keys.sign(signedText(head)) });
}

/** Reads a head's file; `null` for what is no head or not signed by that key. */
export function readWrittenHead(publicPem: string, text: string): Head | null {
  try {
    const { seq, hash, mac, counter, state, at, brokenAt, signature } = JSON.parse(text) as Head & {
      signature: string;
    };
    const head = { seq, hash, mac, counter, state, at, brokenAt };
    return isSignedBy(publicPem, signedText(head), signature) ? head : null;
  } catch {
    return null;
  }
}
