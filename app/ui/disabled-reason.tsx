/** Why a button is shut; nothing where it is open. */
export function ShutReason({ why }: { why: string | undefined }) {
  return why === undefined ? null : <p className="soft shut-reason">{why}</p>;
}
