import { formatDate } from "../../language/minguo";
import { componentCheckText } from "./component-check.text";
import type { SeenCertificate } from "../ui/card-reader/component-check";
import { useCalendar, useLocale } from "../web/page-facts";
import { Chip, DefinitionList, type Tone } from "../ui/elements";

/** The certificates read from one card: what each is for, whose it is, and until when it is valid. */
export function CertificateList({ certificates }: { certificates: readonly SeenCertificate[] }) {
  const text = componentCheckText(useLocale());
  if (certificates.length === 0) return null;
  return (
    <>
      <ul className="probe-certificates">
        {certificates.map((certificate) => (
          <li key={`${certificate.label} ${certificate.usage}`}>
            <DefinitionList
              items={[
                [text.usage, <Use key="use" certificate={certificate} />],
                [text.subject, certificate.subjectDN],
                [text.validity, <Validity key="validity" certificate={certificate} />],
              ]}
            />
          </li>
        ))}
      </ul>
      <p className="soft">{text.revocation}</p>
    </>
  );
}

/** The component writes key usages as RFC 5280 names them; what else it may write is shown as it is. */
function Use({ certificate: { label, usage } }: { certificate: SeenCertificate }) {
  const text = componentCheckText(useLocale());
  const words = /digitalSignature/i.test(usage)
    ? text.signature
    : /encipherment/i.test(usage)
      ? text.encryption
      : usage;
  return (
    <>
      {words} <span className="soft">{label}</span>
    </>
  );
}

const tones: Record<"valid" | "expired" | "not-yet", Tone> = {
  valid: "ok",
  expired: "seal",
  "not-yet": "warn",
};

function Validity({ certificate: { validity } }: { certificate: SeenCertificate }) {
  const locale = useLocale();
  const calendar = useCalendar();
  const text = componentCheckText(locale);
  if (!validity) return <span className="soft">{text.validityUnknown}</span>;
  const words = { valid: text.valid, expired: text.expired, "not-yet": text.notYet };
  return (
    <>
      <span className="num">
        {formatDate(validity.notBeforeAt, calendar, locale)} –{" "}
        {formatDate(validity.notAfterAt, calendar, locale)}
      </span>{" "}
      <Chip tone={tones[validity.now]}>{words[validity.now]}</Chip>
    </>
  );
}
