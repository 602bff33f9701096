/** Why a button is disabled; nothing where it is enabled. */
export function DisabledReason({ why }: { why: string | undefined }) {
  return why === undefined ? null : <p className="soft disabled-reason">{why}</p>;
}
