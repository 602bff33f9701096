import { Transform } from "node:stream";

/**
 * Carries a page from React to the browser without the zero bytes that React 18 leaves where a character of several bytes
 * does not fit at the end of a chunk (facebook/react#24985): Chinese pages would show � there.
 */
export function pageStream(): Transform {
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      done(null, chunk.includes(0) ? chunk.filter((byte) => byte !== 0) : chunk);
    },
  });
}
