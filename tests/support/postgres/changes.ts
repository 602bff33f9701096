import { insert, type Change } from "../../../db/change";
import type { Store } from "../../../db/store";

/** A Monday morning in Taipei. */
export const at = Date.UTC(2026, 10, 23, 1, 41);

/** A change that is refused when it is made a second time. */
export const named = (id: string): Change => ({
  at,
  writes: [
    insert(
      "agencies",
      {
        ...{ id, oid: id, name: "行政院", fullName: "行政院", dn: "o=行政院,c=TW" },
        ...{ parentBasis: "root", createdAt: at, updatedAt: at },
      },
      "there-already",
    ),
  ],
  audit: [{ actorKind: "console", actorId: "test", act: "test.act", detail: { id } }],
});

/** The ids of the named changes that were made, in the order of the audit. */
export async function acts(store: Store): Promise<unknown[]> {
  return (await store.records.auditOf({ act: "test.act" })).map(({ detail }) => detail.id).reverse();
}
