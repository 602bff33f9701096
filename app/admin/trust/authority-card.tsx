import type {
  AddressView,
  AuthorityView,
  Freshness,
  ListView,
} from "../../../workflows/trust/trust-overview";
import { refreshFailureWords } from "../../../workflows/trust/list-words";
import { trustText } from "./trust.text";
import { useLocale } from "../../web/page-facts";
import { DataTable } from "../../ui/data-table";
import { ButtonLink, Card, Chip, DefinitionList, type Tone } from "../../ui/elements";
import { DateTime } from "../../ui/time";

const tones: Record<Freshness, Tone> = { good: "ok", ending: "warn", over: "seal" };

/** One pinned authority: who it is, its lists, its addresses. */
export function AuthorityCard({ authority }: { authority: AuthorityView }) {
  const text = trustText(useLocale());
  const { sha256, subject, purposes, role, validity, lists, addresses } = authority;
  return (
    <Card title={subject} id={`authority-${sha256.slice(0, 16)}`}>
      <div className="stack">
        <DefinitionList
          items={[
            [text.role, text[role]],
            [text.purpose, purposes.map((purpose) => text[purpose]).join(" · ")],
            [
              text.fingerprint,
              <code key="sha256" className="fingerprint">
                {grouped(sha256)}
              </code>,
            ],
            [
              text.keyId,
              <code key="key" className="fingerprint">
                {grouped(authority.keyId)}
              </code>,
            ],
            [
              text.validity,
              <span key="validity">
                <DateTime at={authority.notBeforeAt} /> – <DateTime at={authority.notAfterAt} />{" "}
                <Chip tone={tones[validity]}>{text[validity]}</Chip>
              </span>,
            ],
            [text.addedAt, <DateTime key="added" at={authority.addedAt} />],
          ]}
        />
        {lists.length > 0 ? <Lists lists={lists} /> : <p className="soft">{text.noList}</p>}
        {addresses.length > 0 ? (
          <Addresses addresses={addresses} />
        ) : (
          <p className="soft">{text.noAddress}</p>
        )}
        <p>
          <ButtonLink
            kind="danger"
            small
            href={`/admin/trust/${sha256}/removal`}
            aria-label={text.removeOne(subject)}
          >
            {text.remove}
          </ButtonLink>
        </p>
      </div>
    </Card>
  );
}

function Lists({ lists }: { lists: readonly ListView[] }) {
  const locale = useLocale();
  const text = trustText(locale);
  const count = new Intl.NumberFormat("en");
  const sources = { fetched: text.fromAddress, imported: text.fromFile, demo: text.fromDemo };
  const words: Record<Freshness, string> = { good: text.inTime, ending: text.endingSoon, over: text.stale };
  return (
    <DataTable
      caption={text.lists}
      rows={lists}
      keyOf={({ sha256 }) => sha256}
      columns={[
        {
          head: text.listNumber,
          cell: ({ number, state }) => (
            <>
              <b className="num">{number}</b> <Chip tone={tones[state]}>{words[state]}</Chip>
            </>
          ),
        },
        {
          head: text.entries,
          cell: ({ entries, size }) => (
            <>
              <span className="num">{count.format(entries)}</span>
              <small>{count.format(Math.ceil(size / 1024))} kB</small>
            </>
          ),
        },
        { head: text.issued, cell: ({ thisUpdateAt }) => <DateTime at={thisUpdateAt} /> },
        { head: text.nextUpdate, cell: ({ nextUpdateAt }) => <DateTime at={nextUpdateAt} /> },
        {
          head: text.fetched,
          cell: ({ fetchedAt, source }) => (
            <>
              <DateTime at={fetchedAt} />
              <small>{sources[source]}</small>
            </>
          ),
        },
      ]}
    />
  );
}

function Addresses({ addresses }: { addresses: readonly AddressView[] }) {
  const locale = useLocale();
  const text = trustText(locale);
  return (
    <DataTable
      caption={text.addresses}
      rows={addresses}
      keyOf={({ kind, url }) => `${kind} ${url}`}
      columns={[
        {
          head: text.address,
          cell: ({ kind, url }) => (
            <>
              <b>{kind === "crl" ? "CRL" : "OCSP"}</b> <span className="long-address">{url}</span>
            </>
          ),
        },
        {
          head: text.lastTry,
          cell: ({ asked }) => (asked ? <DateTime at={asked.triedAt} /> : text.neverAsked),
        },
        { head: text.lastOk, cell: ({ asked }) => (asked?.okAt ? <DateTime at={asked.okAt} /> : "—") },
        {
          head: text.failure,
          cell: ({ asked }) =>
            asked?.failure ? (
              <>
                <Chip tone="seal">{text.failures(asked.failures)}</Chip>{" "}
                {refreshFailureWords(asked.failure, locale)}
                <small className="long-address">{asked.failureDetail}</small>
              </>
            ) : (
              "—"
            ),
        },
        {
          head: text.nextTry,
          cell: ({ asked, kind }) => (asked && kind === "crl" ? <DateTime at={asked.nextTryAt} /> : "—"),
        },
      ]}
    />
  );
}

/** In fours, as authorities publish fingerprints. */
const grouped = (hex: string) => hex.toUpperCase().replaceAll(/(.{4})(?=.)/g, "$1 ");
