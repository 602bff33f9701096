import type { Database as Sqlite } from "better-sqlite3";
import { genesis, sealOf } from "../audit-chain";
import { auditBatches, auditMac, hashOf, type RawAuditRow } from "./audit-rows";
import type { RecordKeeper } from "./keeper";
import type { RecordKeys } from "./keys";
import { emptySum, sealsOf, type Seals } from "./seals";
import { batchesOf } from "./tables";

/**
 * Seals a database from before it had a record, once: gives each audit row whose hash and predecessor hold its MAC, and each row
 * of a sealed table its seal, in batches that may be interrupted and begun again; then records what was taken over as an audit
 * row. A row that does not hold gets no MAC, and is named by every verification after.
 */
export function adopt(sqlite: Sqlite, keeper: RecordKeeper, at: number, act = "record.begun"): void {
  const seals = sealsOf(sqlite, keeper.keys);
  const { sound, unsound, last } = adoptAudit(sqlite, keeper.keys);
  const { sum, rows } = sealRows(sqlite, seals);
  sqlite
    .transaction(() => {
      if (seals.state()) return;
      let seq = last?.seq ?? 0;
      if (sound + unsound.length + rows > 0) {
        seq += 1;
        appendRow(
          sqlite,
          keeper.keys,
          { seq, at, act, previousHash: last?.hash ?? genesis },
          {
            audit: sound,
            unsound: unsound.slice(0, 20),
            rows,
          },
        );
      }
      seals.writeState({ counter: 1, seq, sum });
    })
    .immediate();
}

/** Appends an audit row of the system's own, outside of any change. @returns its hash and MAC */
export function appendRow(
  sqlite: Sqlite,
  keys: RecordKeys,
  row: {
    seq: number;
    at: number;
    act: string;
    previousHash: string;
    actorKind?: string;
    actorId?: string | null;
  },
  detail: Record<string, unknown>,
): { hash: string; mac: string } {
  const link = { actorKind: "system", actorId: null, ...row, ticketId: null, personId: null, detail };
  const hash = sealOf(link);
  const mac = auditMac(keys, row.seq, hash);
  sqlite
    .prepare(
      `insert into audit (seq, at, actor_kind, actor_id, act, detail, previous_hash, hash, mac)
       values (@seq, @at, @actorKind, @actorId, @act, @text, @previousHash, @hash, @mac)`,
    )
    .run({ ...link, text: JSON.stringify(detail), hash, mac });
  return { hash, mac };
}

/** Gives each audit row its MAC that has its own hash and follows the one before it. @returns how many, and which do not */
export function adoptAudit(sqlite: Sqlite, keys: RecordKeys) {
  const setMac = sqlite.prepare("update audit set mac = ? where seq = ?");
  const unsound: number[] = [];
  let sound = 0;
  let last: RawAuditRow | undefined;
  for (const rows of auditBatches(sqlite)) {
    sqlite
      .transaction(() => {
        for (const row of rows) {
          const isNext = row.seq === (last?.seq ?? 0) + 1 || row.act === "record.joined";
          const follows = isNext && row.previousHash === (last?.hash ?? genesis) && row.hash === hashOf(row);
          if (follows) {
            sound += 1;
            const mac = auditMac(keys, row.seq, row.hash);
            if (row.mac !== mac) setMac.run(mac, row.seq);
          } else unsound.push(row.seq);
          last = row;
        }
      })
      .immediate();
  }
  return { sound, unsound, last };
}

/** Seals every row of the sealed tables as it is, a transaction for each batch. @returns what they come to */
export function sealRows(sqlite: Sqlite, seals: Seals): { sum: Buffer; rows: number } {
  const sum = emptySum();
  let rows = 0;
  for (const table of seals.tables.values()) {
    for (const some of batchesOf(table)) {
      sqlite
        .transaction(() => {
          for (const row of some) seals.put(table, row, sum);
        })
        .immediate();
      rows += some.length;
    }
  }
  return { sum, rows };
}
