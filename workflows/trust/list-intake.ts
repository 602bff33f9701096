import { type CertificateRevocationList, readCrlInSlices } from "../../certificates/revocation/crl";
import { requireUsable, verifyAhead } from "../../certificates/revocation/revocation";
import type { Authority } from "../../certificates/x509/authority";
import { isChangeRefused, type AuditEntry } from "../../db/change";
import type { KeptList } from "../../db/queries/trust";
import { dropParts, keepList, listRow } from "./kept-lists";
import { type ListRefused, listError } from "./list-refused";
import type { Trust } from "./trust";
import type { Context } from "../desk/context";

/** What revocation lists are taken in with. */
export interface ListContext extends Pick<Context, "store"> {
  trust: Trust;
}

/** Larger lists are not taken; MOICA's largest has 20 MB. In bytes. */
export const largestList = 64 * 1024 * 1024;

export interface ListOrigin {
  source: KeptList["source"];
  /** Where it was fetched. */
  address: string | null;
  at: number;
  /** The authority at whose address it was; any pinned one where it did not come from an address. */
  of?: Pick<Authority["certificate"], "sha256">;
  /** What the audit trail says of it, when it is taken. */
  audit?: (list: KeptList) => AuditEntry[];
}

/**
 * Takes a revocation list, wherever it comes from, by the one rule: it is kept only if a verdict could rest on it now, that is
 * if the very key of a pinned authority signed it, it is in time, and no newer one has been seen. It takes the place of its
 * predecessor in one step, for the database and for the verdicts of this process.
 *
 * @returns the list in force, and whether it is a new one
 * @throws ListRefused
 */
export async function takeList(
  { store, trust }: ListContext,
  der: Uint8Array,
  origin: ListOrigin,
): Promise<{ list: KeptList; isNew: boolean }> {
  if (der.length > largestList) throw listError("list-too-large", `${der.length}`);
  const crl = await readCrlInSlices(der).catch((error: unknown) => {
    throw refusalOf(error, "list-unreadable");
  });
  await requireGood(crl, trust, origin);
  const { source, address, at } = origin;
  const list = listRow(crl, { source, address, fetchedAt: at });
  for (let tried = 1; ; tried += 1) {
    const previous = (await store.trust.lists()).find(({ series }) => series === crl.series);
    if (previous?.sha256 === crl.sha256) return { list: previous, isNew: false };
    if (previous && isOlder(crl, previous)) {
      await dropParts(store, crl.sha256, at);
      throw listError("crl-older-than-seen", `${crl.number ?? ""}`);
    }
    try {
      await keepList(store, crl, list, { previous, audit: origin.audit?.(list) });
      break;
    } catch (error) {
      // Another process has kept one of this series meanwhile; that is the one to be measured by.
      if (tried === tries || !isChangeRefused(error, "list-replaced-meanwhile")) throw error;
    }
  }
  await trust.reload(crl);
  return { list, isNew: true };
}

/** So often a list is taken in where others keep lists of its series at the same time. */
const tries = 3;

async function requireGood(
  crl: CertificateRevocationList,
  trust: Trust,
  { at, of }: Pick<ListOrigin, "at" | "of">,
): Promise<void> {
  const { trust: pinned, seenCrlNumbers } = await trust.current();
  const issuers = pinned.authorities.filter(({ keyId }) => keyId === crl.authorityKeyId);
  const [issuer] = of ? issuers.filter(({ certificate }) => certificate.sha256 === of.sha256) : issuers;
  if (!issuer) {
    throw listError(
      of && issuers.length > 0 ? "list-of-other-authority" : "list-of-no-authority",
      crl.authorityKeyId ?? "no key identifier",
    );
  }
  await verifyAhead(crl, issuer);
  try {
    requireUsable(crl, issuer, { at, seen: seenCrlNumbers });
  } catch (error) {
    throw refusalOf(error);
  }
}

/** Equal numbers happen where an authority signs anew what has not changed. */
function isOlder(crl: CertificateRevocationList, previous: KeptList): boolean {
  const number = crl.number ?? 0n;
  const before = BigInt(previous.number);
  return number < before || (number === before && crl.thisUpdateAt < previous.thisUpdateAt);
}

function refusalOf(error: unknown, code?: "list-unreadable"): unknown {
  if (!(error instanceof Error && error.name === "Refused")) return error;
  const { code: found, reason } = error as Error & { code: ListRefused["code"]; reason: string };
  return listError(code ?? found, reason);
}
