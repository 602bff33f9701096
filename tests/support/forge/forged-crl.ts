import { enumerated, integer, sequence, tagged, time } from "../../../certificates/asn1/der-writer";
import { extension } from "../../../certificates/demo/issuing";
import { oids } from "../../../certificates/asn1/oids";
import { type Algorithm, algorithmDer, signedBy } from "./forged-certificate";
import { type KeyName, keyOf } from "./keys";

export interface RevokedLine {
  serial: number | bigint;
  revokedAt: number;
  reason?: number;
  extensions?: Uint8Array[];
}

/** A revocation list to be made, truthful or not. Times are epoch milliseconds. */
export interface CrlWish {
  issuer: Uint8Array;
  signedBy: KeyName;
  thisUpdateAt: number;
  nextUpdateAt: number | null;
  revoked: RevokedLine[];
  /** Ready-made entries behind those of `revoked`: a long list. */
  more?: Uint8Array;
  /** By a name of one's own; `null` leaves a default out. */
  extensions: Record<string, Uint8Array | null>;
  algorithm: Algorithm;
  mangle: (der: Uint8Array) => Uint8Array;
}

export function forgeCrl(wish: CrlWish): Uint8Array {
  const extensions = Object.values(wish.extensions).filter((value) => value !== null);
  const lines = wish.revoked.map(({ serial, revokedAt, reason, extensions: more = [] }) => {
    const all = [...(reason === undefined ? [] : [extension(oids.reasonCode, enumerated(reason))]), ...more];
    return sequence(integer(serial), time(revokedAt), ...(all.length > 0 ? [sequence(...all)] : []));
  });
  const tbs = sequence(
    integer(1),
    algorithmDer(wish.algorithm),
    wish.issuer,
    time(wish.thisUpdateAt),
    ...(wish.nextUpdateAt === null ? [] : [time(wish.nextUpdateAt)]),
    ...(lines.length > 0 || wish.more ? [sequence(...lines, ...(wish.more ? [wish.more] : []))] : []),
    ...(extensions.length > 0 ? [tagged(0, sequence(...extensions))] : []),
  );
  return wish.mangle(signedBy(keyOf(wish.signedBy).privateKey, wish.algorithm, tbs));
}
