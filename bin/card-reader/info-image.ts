import { INFO_IMAGE } from "../../certificates/card-component-image";

/**
 * Writes `/p11Image.bmp`: a 24-bit bitmap of 2000 × 1 pixels whose colours are the bytes of `json`, ended by a zero.
 *
 * @throws Error where the JSON does not fit
 */
export function infoImage(json: string): Buffer {
  const pixels = Buffer.alloc(INFO_IMAGE.width * INFO_IMAGE.height * 3);
  const bytes = Buffer.from(json, "utf8");
  if (bytes.length >= pixels.length) throw new Error("too much for the picture");
  bytes.copy(pixels);

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
