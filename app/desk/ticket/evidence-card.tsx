import { defineText } from "../../../language/text";
import { formatDateTime } from "../../../language/minguo";
import type { Proof } from "../../../workflows/cards/evidence";
import { useCalendar, useLocale } from "../../web/page-facts";
import { Card } from "../../ui/elements";

const evidenceText = defineText({
  zh: {
    title: "憑證簽章",
    proved: "證明持有卡片",
    signedIn: "當事人以自然人憑證登入",
    download: "下載證據（tar）",
    hint: "內含簽章、憑證與當時的廢止清冊，可用 openssl 查證。下載會留下紀錄。",
  },
  en: {
    title: "Card signatures",
    proved: "Proof that the card was there",
    signedIn: "The person signed in by citizen certificate",
    download: "Download the evidence (tar)",
    hint: "Signatures, certificates and the revocation lists of that moment, to be checked with openssl. Downloads are recorded.",
  },
});

/** What a card signed in this case, and the way to its evidence. */
export function EvidenceCard({ number, proofs }: { number: string; proofs: readonly Proof[] }) {
  const locale = useLocale();
  const calendar = useCalendar();
  const text = evidenceText(locale);
  if (proofs.length === 0) return null;
  return (
    <Card title={text.title}>
      <ol className="stack stack-tight">
        {proofs.map(({ id, purpose, at, signer, statement }) => (
          <li key={id}>
            <p>{statement ?? (purpose === "sign-in" ? text.signedIn : text.proved)}</p>
            <p className="soft">
              <span className="num">{formatDateTime(at, calendar, locale)}</span> · {signer}
            </p>
          </li>
        ))}
      </ol>
      <p className="empty-act">
        <a href={`/desk/tickets/${number}/evidence`} download>
          {text.download}
        </a>
      </p>
      <p className="soft">{text.hint}</p>
    </Card>
  );
}
