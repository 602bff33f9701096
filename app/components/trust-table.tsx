import { adminText } from "../routes/admin.text";
import type { TrustLine } from "../web/admin-view";
import { useLocale } from "../web/page-facts";
import { DataTable } from "./data-table";
import { Moment } from "./promise-time";

/** The certificates that cards' chains are pinned to. */
export function TrustTable({ trust }: { trust: readonly TrustLine[] }) {
  const text = adminText(useLocale());
  return (
    <DataTable
      caption={text.trust}
      rows={trust}
      keyOf={({ sha256, purpose }) => `${purpose}-${sha256}`}
      columns={[
        {
          head: text.subject,
          cell: ({ subject, sha256 }) => (
            <>
              <b>{subject}</b>
              <small>SHA-256 {sha256.slice(0, 16)}…</small>
            </>
          ),
        },
        { head: text.role, cell: ({ role }) => text[role] },
        { head: text.purpose, cell: ({ purpose }) => text[purpose] },
        { head: text.validTo, cell: ({ notAfterAt }) => <Moment at={notAfterAt} /> },
        { head: text.added, cell: ({ addedAt }) => <Moment at={addedAt} /> },
      ]}
    />
  );
}
