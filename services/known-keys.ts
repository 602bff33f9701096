import type { Secrets } from "../accounts/access/secrets";
import { databaseError } from "../db/database-refused";
import type { Store } from "../db/store";
import { environmentError } from "./environment-error";

/**
 * Sees to it that everything kept under a key can be opened and found: with a secret dropped too early nobody could sign in
 * by national ID any more, and nothing would say why.
 *
 * @throws EnvironmentError that names the keys that are missing
 */
export async function refuseUnknownKeys(store: Store, { keyIds }: Pick<Secrets, "keyIds">): Promise<void> {
  const unknown = (await store.keys.inUse()).filter(({ keyId }) => !keyIds.includes(keyId));
  if (unknown.length === 0) return;
  const ids = [...new Set(unknown.map(({ keyId }) => keyId))].join(", ");
  const values = unknown.reduce((sum, { count }) => sum + count, 0);
  throw environmentError([
    {
      name: "APP_SECRET",
      zh: `資料庫裡有 ${values} 筆資料以其他金鑰（代號 ${ids}）封存，所列金鑰打不開；請把原來的金鑰加在後面（新金鑰,舊金鑰），以 desk secret rotate 換完後才移除`,
      en: `The database holds ${values} values sealed under another secret (key ids ${ids}) that is not listed; list the old secret after the new one (new,old), and drop it only after desk secret rotate`,
    },
  ]);
}

/**
 * Sees to it that every process on this database seals under the newest key, so that what is kept anew stays so and is found
 * by them.
 *
 * @throws DatabaseRefused `sealed-otherwise`
 */
export async function refuseOtherLeadingKeys(store: Store, { keyId }: Pick<Secrets, "keyId">): Promise<void> {
  const other = await store.anotherKeyInUse(keyId);
  if (other !== null) throw databaseError("sealed-otherwise", other);
}
