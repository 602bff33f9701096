import type { InfoReply } from "../../certificates/card/card-component";
import { INFO_IMAGE } from "../../certificates/card/card-component-image";

/**
 * Writes `/p11Image.bmp`: a 24-bit bitmap of 2000 × 1 pixels whose colours are the bytes of the JSON, ended by a zero.
 * A reply too long for it loses its last slots, so that what is there can be read; the pop-up tells them all.
 */
export function infoImage(reply: InfoReply): Buffer {
  const pixels = Buffer.alloc(INFO_IMAGE.width * INFO_IMAGE.height * 3);
  fittingJson(reply, pixels.length - 1).copy(pixels);

  const header = Buffer.alloc(INFO_IMAGE.headerBytes);
  header.write("BM", 0, "latin1");
  header.writeUInt32LE(header.length + pixels.length, 2);
  header.writeUInt32LE(header.length, 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(INFO_IMAGE.width, 18);
  header.writeInt32LE(INFO_IMAGE.height, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(24, 28);
  header.writeUInt32LE(pixels.length, 34);
  return Buffer.concat([header, pixels]);
}

/** @throws Error where not even a reply without slots fits */
function fittingJson(reply: InfoReply, maximum: number): Buffer {
  for (let count = reply.slots.length; count >= 0; count -= 1) {
    const json = Buffer.from(JSON.stringify({ ...reply, slots: reply.slots.slice(0, count) }), "utf8");
    if (json.length <= maximum) return json;
  }
  throw new Error("too much for the picture");
}
