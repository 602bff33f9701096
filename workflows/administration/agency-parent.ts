import { requireRow, update, type Write } from "../../db/change";
import type { Context } from "../desk/context";
import { deskError } from "../desk/refusal";

export interface NewParent {
  agencyId: string;
  /** `null`: it stands at the head of a tree. */
  parentId: string | null;
}

/**
 * What putting an agency elsewhere in the tree would do as things are now. Whom HR serves follows the tree, so it is an act
 * of two administrators like a grant; an import leaves it alone afterwards.
 *
 * @throws Refusal `no-such-agency`, `unchanged`, `not-below-itself`
 */
export async function planParent(
  { store }: Pick<Context, "store">,
  { agencyId, parentId }: NewParent,
  reason: string,
) {
  const agency = await store.agencies.byId(agencyId);
  if (!agency || (parentId !== null && !(await store.agencies.byId(parentId))))
    throw deskError("no-such-agency");
  if (agency.parentId === parentId) throw deskError("unchanged");
  const above = parentId === null ? [] : await store.agencies.lineage(parentId);
  if (above.includes(agencyId)) throw deskError("not-below-itself");
  return {
    about: agencyId,
    personId: null,
    agencyId,
    before: { parent: agency.parentId, above },
    audit: { act: "agency.moved", detail: { agency: agencyId, from: agency.parentId, to: parentId, reason } },
    writes: (at: number): Write[] => [
      ...above.map((id, index) =>
        requireRow("agencies", { id, parentId: above[index + 1] ?? null }, "record-moved"),
      ),
      update(
        "agencies",
        { id: agencyId, parentId: agency.parentId },
        { parentId, parentBasis: "administrator", parentReason: reason, updatedAt: at },
        "record-moved",
      ),
    ],
  };
}
