import type { Store } from "../db/store";
import { genesis } from "../db/audit-chain";

/** The newest row of an audit trail. */
export interface Head {
  seq: number;
  hash: string;
}

export async function headOf({ records }: Pick<Store, "records">): Promise<Head> {
  const [newest] = await records.auditOf({}, 1);
  return newest ? { seq: newest.seq, hash: newest.hash } : { seq: 0, hash: genesis };
}
