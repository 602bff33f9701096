import { setImmediate as breathe } from "node:timers/promises";
import type { CertificateRevocationList } from "../../certificates/revocation/crl";
import { insert, remove, requireRow, type AuditEntry, type Write } from "../../db/change";
import type { KeptList } from "../../db/queries/trust";
import type { Store } from "../../db/store";

/** So much of a list is written or read at once, in bytes. */
const partSize = 256 * 1024;

type ListFacts = Pick<KeptList, "source" | "address" | "fetchedAt">;

/** What is known of a list beside its bytes. */
export function listRow(crl: CertificateRevocationList, { source, address, fetchedAt }: ListFacts): KeptList {
  return {
    sha256: crl.sha256,
    issuerKeyId: crl.authorityKeyId ?? "",
    series: crl.series,
    number: String(crl.number ?? 0),
    thisUpdateAt: crl.thisUpdateAt,
    nextUpdateAt: crl.nextUpdateAt ?? crl.thisUpdateAt,
    entries: crl.entries.count,
    size: crl.der.length,
    source,
    address,
    fetchedAt,
  };
}

/**
 * Keeps a list in place of its predecessor: first the bytes, part by part and each in a commit of its own, then in one
 * commit the list itself, the predecessor gone. A process that dies in between has changed nothing but loose parts.
 *
 * @throws ChangeRefused `list-replaced-meanwhile` when another process was faster
 */
export async function keepList(
  store: Store,
  crl: CertificateRevocationList,
  facts: ListFacts,
  { previous, audit = [] }: { previous: KeptList | undefined; audit?: AuditEntry[] },
): Promise<void> {
  const at = facts.fetchedAt;
  const { sha256 } = crl;
  const row = listRow(crl, facts);
  const parts = Math.ceil(crl.der.length / partSize);
  for (let part = 0; part < parts; part++) {
    const bytes = Buffer.from(crl.der.subarray(part * partSize, (part + 1) * partSize));
    await store.commit({
      at,
      writes: [remove("crlParts", { sha256, part }), insert("crlParts", { sha256, part, bytes })],
      audit: [],
    });
    await breathe();
  }
  const whole = Array.from({ length: parts }, (_, part): Write =>
    requireRow("crlParts", { sha256, part }, "list-replaced-meanwhile"),
  );
  const swap = [
    ...(previous ? [remove("crls", { sha256: previous.sha256 }, "list-replaced-meanwhile")] : []),
    insert("crls", row, "list-replaced-meanwhile"),
  ];
  await store.commit({ at, writes: [...whole, ...swap], audit });
  if (previous && previous.sha256 !== sha256) await dropParts(store, previous.sha256, at);
}

/** Puts a list's bytes together again. */
export async function listBytes(store: Store, { sha256, size }: KeptList): Promise<Uint8Array> {
  const whole = new Uint8Array(size);
  let end = 0;
  for (let part = 0; end < size; part++) {
    const bytes = await store.trust.listPart(sha256, part);
    if (!bytes) break;
    whole.set(bytes, end);
    end += bytes.length;
    await breathe();
  }
  return whole;
}

/** Removes the bytes of lists that are not kept, as a process leaves them that was killed while a list came or went. */
export async function dropLooseParts(store: Store, at: number): Promise<void> {
  for (const sha256 of await store.trust.looseLists()) await dropParts(store, sha256, at);
}

/** Removes the bytes of a list that is not kept any more. */
export async function dropParts(store: Store, sha256: string, at: number): Promise<void> {
  for (const part of await store.trust.partsOf(sha256)) {
    await store.commit({ at, writes: [remove("crlParts", { sha256, part })], audit: [] });
    await breathe();
  }
}
