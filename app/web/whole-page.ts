import { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import type { PipeableStream } from "react-dom/server";

/**
 * All bytes of a page that React has rendered, without the zero bytes that React 18 leaves where a character of several
 * bytes does not fit at the end of a chunk (facebook/react#24985): Chinese pages would show � there.
 */
export async function wholePage({ pipe }: PipeableStream): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  const page = new Writable({
    write(chunk: Uint8Array, _encoding, done) {
      chunks.push(chunk.includes(0) ? chunk.filter((byte) => byte !== 0) : chunk);
      done();
    },
  });
  await finished(pipe(page));
  return Buffer.concat(chunks);
}
