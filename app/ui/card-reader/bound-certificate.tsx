import type { BindingView } from "../../../workflows/cards/citizen/binding-desk";
import { boundCertificateText } from "./bound-certificate.text";
import { useLocale } from "../../web/page-facts";
import { Chip, DefinitionList } from "../elements";
import { DateTime } from "../time";

/** What to say after an act that led to this state; nothing where it is none. */
export function saidOf(text: ReturnType<typeof boundCertificateText>, state: string | null) {
  if (state === "confirmed") return text.nowConfirmed;
  if (state === "awaitingSecondPerson") return text.nowFirst;
  return state === "ended" ? text.ended : null;
}

/** A certificate bound to an account: by whom it was issued, since when, and when it was last used. */
export function BoundCertificate({ binding }: { binding: BindingView }) {
  const text = boundCertificateText(useLocale());
  const { state, code, issuerName, certificateSerial, notAfterAt, boundAt, lastUsedAt } = binding;
  return (
    <div className="stack stack-tight">
      <p>
        <Chip tone={state === "confirmed" ? "ok" : "warn"}>{text[state]}</Chip>
      </p>
      <DefinitionList
        items={[
          [text.issuer, issuerName],
          [
            text.serial,
            <span key="serial" className="num wrap-anywhere">
              {certificateSerial}
            </span>,
          ],
          [text.validUntil, <DateTime key="until" at={notAfterAt} />],
          [text.since, <DateTime key="since" at={boundAt} />],
          [text.lastUsed, lastUsedAt === null ? text.neverUsed : <DateTime key="used" at={lastUsedAt} />],
          [
            text.code,
            state === "confirmed" ? undefined : (
              <b key="code" className="num">
                {code}
              </b>
            ),
          ],
        ]}
      />
    </div>
  );
}
