import { getTableColumns, getTableName, is } from "drizzle-orm";
import { SQLiteTable } from "drizzle-orm/sqlite-core";
import { expect, it } from "vitest";
import { sqliteSchema as schema } from "../../../db/dialect/sqlite-schema";

/*
 * Every column that by its name holds something under a key, or something by which somebody is let in. A new one belongs into
 * `db/queries/keys.ts` where it is kept under APP_SECRET, and into `workflows/console/end-all-access.ts` where it opens
 * something; then it is written down here, and in the section Keys of docs/security.md.
 */
const known = {
  "address_confirmations.token_hash": "ended",
  "agencies.org_code": "public",
  "api_tokens.token_hash": "ended",
  "audit.hash": "the chain",
  "audit.mac": "the record's own key",
  "audit.previous_hash": "the chain",
  "certificate_bindings.issuer_key_id": "public",
  "challenges.nonce": "ended",
  "claims.national_id_sealed": "sealed anew",
  "crls.issuer_key_id": "public",
  "idempotency.body_hash": "ends by itself",
  "idempotency.key": "ends by itself",
  "known_browsers.token_hash": "ended",
  "people.national_id_hash": "hashed anew",
  "people.national_id_sealed": "sealed anew",
  "people.password_hash": "no key",
  "previous_passwords.hash": "no key",
  "received_mails.digest": "ends by itself",
  "record_state.mac": "the record's own key",
  "row_seals.mac": "the record's own key",
  "row_seals.row_key": "a name",
  "sessions.token_hash": "ended",
  "settings.key": "a name",
  "status_links.token_hash": "ended",
  "temporary_passwords.hash": "ended",
  "temporary_passwords.key_id": "moved",
  "temporary_passwords.link_hash": "ended",
  "temporary_passwords.seed": "moved, or waited for",
  "throttles.key": "forgotten",
  "waiting_changes.typed_sealed": "sealed anew",
};

it("every column that is kept under a key, or opens something, is known to rotation and restore", () => {
  const columns = Object.values(schema).flatMap((table) =>
    is(table, SQLiteTable)
      ? Object.values(getTableColumns(table)).map(({ name }) => `${getTableName(table)}.${name}`)
      : [],
  );
  const named = columns.filter((name) =>
    /[._](hash|sealed|token|seed|digest|key|key_id|nonce|secret|code|mac)$/.test(name),
  );
  expect(named.sort()).toEqual(Object.keys(known));
});
