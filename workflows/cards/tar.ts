/** A file of an archive. */
export interface TarFile {
  /** Path inside the archive: ASCII, at most 100 characters. */
  name: string;
  bytes: Uint8Array;
}

const blockSize = 512;

/**
 * Writes an archive in the form every `tar` reads (POSIX.1-1988 ustar).
 *
 * @param at the files' time, epoch milliseconds
 */
export function tar(files: readonly TarFile[], at: number): Buffer {
  const blocks = files.flatMap(({ name, bytes }) => [headerOf(name, bytes.length, at), padded(bytes)]);
  return Buffer.concat([...blocks, Buffer.alloc(2 * blockSize)]);
}

function headerOf(name: string, size: number, at: number): Buffer {
  const header = Buffer.alloc(blockSize);
  const octal = (value: number, offset: number, length: number) =>
    header.write(value.toString(8).padStart(length - 1, "0"), offset, "ascii");
  header.write(name, 0, 100, "ascii");
  octal(0o644, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(Math.floor(at / 1000), 136, 12);
  // The checksum counts its own field as spaces.
  header.write(" ".repeat(8), 148, "ascii");
  header.write("0", 156, "ascii");
  header.write("ustar\u000000", 257, "latin1");
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\u0000 `, 148, "latin1");
  return header;
}

function padded(bytes: Uint8Array): Buffer {
  const whole = Buffer.alloc(Math.ceil(bytes.length / blockSize) * blockSize);
  whole.set(bytes);
  return whole;
}
