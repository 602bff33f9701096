import { open, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { derIn, type PemLabel } from "../../certificates/asn1/pem";
import { commandMisused } from "../terminal";

/** A file of certificates, lists, messages or responses, out of its armour; with `problem` where it could not be read. */
export interface PkiFile {
  /** As it was given, or found in a folder that was given. */
  file: string;
  ders: Uint8Array[];
  problem: string | null;
}

const megabyte = 1024 * 1024;
/** Larger files are not read on; the readers behind have limits of their own. In bytes. */
const limits: Record<PemLabel, number> = {
  CERTIFICATE: megabyte,
  CMS: megabyte,
  "OCSP RESPONSE": megabyte,
  "X509 CRL": 512 * megabyte,
};

/**
 * Reads files, and of folders all files in and below them.
 *
 * @throws CommandMisused naming every path where there is nothing
 */
export async function readPkiFiles(paths: readonly string[], label: PemLabel): Promise<PkiFile[]> {
  const missing: string[] = [];
  const files: string[] = [];
  for (const path of paths) {
    const there = await stat(path).catch(() => null);
    if (!there) missing.push(path);
    else files.push(...(there.isDirectory() ? await filesBelow(path) : [path]));
  }
  if (missing.length > 0) {
    throw commandMisused(`找不到 ${missing.join("、")}。`, `There is no ${missing.join(", ")}.`);
  }
  const read: PkiFile[] = [];
  for (const file of new Set(files)) read.push(await readPkiFile(file, label));
  return read;
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function readPkiFile(file: string, label: PemLabel): Promise<PkiFile> {
  try {
    const bytes = await readAtMost(file, limits[label]);
    return { file, ders: derIn(bytes, label), problem: null };
  } catch (error) {
    return { file, ders: [], problem: error instanceof Error ? error.message : String(error) };
  }
}

/** The whole of a file or pipe, without trusting the size it claims. */
async function readAtMost(file: string, limit: number): Promise<Uint8Array> {
  const handle = await open(file);
  try {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for (;;) {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(64 * 1024));
      if (bytesRead === 0) return Buffer.concat(chunks);
      size += bytesRead;
      if (size > limit) throw new Error(`larger than ${limit} bytes`);
      chunks.push(buffer.subarray(0, bytesRead));
    }
  } finally {
    await handle.close();
  }
}
