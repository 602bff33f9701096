import { type InfoReply, readComponentMessage } from "./card-component";

/**
 * `/p11Image.bmp` of the card component: a picture whose pixels are the bytes of the pkcs11info JSON, ended by a zero.
 * It is how a page without a pop-up learns that the component runs, because a picture may be read across origins.
 */
export const INFO_IMAGE = { width: 2000, height: 1, headerBytes: 54 } as const;

/**
 * Reads the reply out of the picture's pixels, as a canvas gives them (`getImageData(0, 0, 2000, 1).data`).
 * The file holds blue, green, red; the canvas gives red, green, blue, opacity.
 *
 * @returns `null` where the picture holds something else
 */
export function readInfoImage(pixels: Uint8ClampedArray): InfoReply | null {
  const bytes = new Uint8Array((pixels.length / 4) * 3);
  for (let pixel = 0; pixel * 4 < pixels.length; pixel++) {
    for (let colour = 0; colour < 3; colour++)
      bytes[pixel * 3 + colour] = pixels[pixel * 4 + 2 - colour] ?? 0;
  }
  const end = bytes.indexOf(0);
  const text = new TextDecoder().decode(bytes.subarray(0, end < 0 ? bytes.length : end));
  const reply = readComponentMessage(text);
  return reply?.func === "pkcs11info" ? reply : null;
}
