import type { ReactNode } from "react";
import { remedyWords, troubleWords } from "../../certificates/card/card-troubles";
import { componentCheckText } from "./component-check.text";
import { OLDEST_VERSION, type Finding, type Findings } from "../ui/card-reader/component-check";
import { useLocale } from "../web/page-facts";
import { CertificateList } from "./certificate-list";
import { Button, Chip, type Tone } from "../ui/elements";
import { TryPin } from "./try-pin";

interface ComponentChecksProps {
  findings: Findings;
  /** The address to add to the component's trusted sites. */
  siteUrl: string;
  /** The component's pop-up is open. */
  asking: boolean;
  onReadCertificates: () => void;
  onCheckSite: () => void;
  onTryPin: (pin: string, slotDescription: string | undefined) => void;
}

/** Everything that has to be right for a card to work here, each with what was found and what to do about it. */
export function ComponentChecks(props: ComponentChecksProps) {
  const { findings, siteUrl, asking } = props;
  const { info, cards } = findings;
  const locale = useLocale();
  const text = componentCheckText(locale);
  return (
    <ol className="probes">
      <Probe name={text.component} finding={findings.component} found={text.running}>
        {findings.component.state !== "fine" && <p className="soft">{text.allow}</p>}
      </Probe>
      <Probe name={text.version} finding={findings.version} found={info?.serverVersion}>
        {findings.version.state === "trouble" && <p className="soft">{text.oldest(OLDEST_VERSION)}</p>}
      </Probe>
      <Probe
        name={text.reader}
        finding={findings.reader}
        found={info?.slots.map((slot) => (
          <Line key={slot.slotDescription}>{slot.slotDescription}</Line>
        ))}
      />
      <Probe
        name={text.card}
        finding={findings.card}
        found={cards.map(({ serialNumber }) => (
          <Line key={serialNumber}>{text.cardNumber(serialNumber)}</Line>
        ))}
      />
      <Probe name={text.certificates} finding={findings.certificates}>
        {cards.map(({ serialNumber, certificates }) => (
          <CertificateList key={serialNumber} certificates={certificates} />
        ))}
        <Ask
          words={text.readCertificates}
          note={cards.length === 0 ? text.cardNeeded : text.certificatesFor}
          disabled={cards.length === 0 || asking}
          onAsk={props.onReadCertificates}
        />
      </Probe>
      <Probe name={text.site} finding={findings.site} found={text.siteTrusted}>
        <p className="soft">{text.siteFor(siteUrl)}</p>
        <Ask
          words={text.checkSite}
          note={info ? text.certificatesFor : text.componentNeeded}
          disabled={!info || asking}
          onAsk={props.onCheckSite}
        />
      </Probe>
      <Probe name={text.pin} finding={findings.pin} found={text.pinRight}>
        {findings.pin.state === "waiting" && <p className="soft">{text.pinWhy}</p>}
        <TryPin slots={info?.slots ?? []} disabled={cards.length === 0 || asking} onTry={props.onTryPin} />
      </Probe>
    </ol>
  );
}

interface ProbeProps {
  name: string;
  finding: Finding;
  /** What is there, where it is there. */
  found?: ReactNode;
  children?: ReactNode;
}

const tones: Record<Finding["state"], Tone> = {
  fine: "ok",
  trouble: "seal",
  looking: "brand",
  waiting: "mute",
};

function Probe({ name, finding, found, children }: ProbeProps) {
  const locale = useLocale();
  const text = componentCheckText(locale);
  return (
    <li className={`probe probe-${finding.state}`}>
      <Mark state={finding.state} />
      <div className="stack stack-tight">
        <div className="row">
          <h3>{name}</h3>
          <Chip tone={tones[finding.state]}>{text[finding.state]}</Chip>
        </div>
        {finding.state === "fine" && found && <div className="probe-found">{found}</div>}
        {finding.state === "trouble" && (
          <>
            {finding.trouble === "component-outdated" && <div className="probe-found">{found}</div>}
            <p className="probe-says">{troubleWords(locale)[finding.trouble]}</p>
            <p>{remedyWords(locale)[finding.trouble]}</p>
          </>
        )}
        {children}
      </div>
    </li>
  );
}

const marks: Record<Finding["state"], string> = { fine: "✓", trouble: "!", looking: "…", waiting: "–" };

function Mark({ state }: { state: Finding["state"] }) {
  return (
    <span className="probe-mark" aria-hidden>
      {marks[state]}
    </span>
  );
}

function Line({ children }: { children: ReactNode }) {
  return <span className="probe-line num">{children}</span>;
}

interface AskProps {
  words: string;
  note: string;
  disabled: boolean;
  onAsk: () => void;
}

/** A button that opens the component's pop-up, which needs a person's click. */
function Ask({ words, note, disabled, onAsk }: AskProps) {
  return (
    <div className="row">
      <Button small type="button" disabled={disabled} onClick={onAsk}>
        {words}
      </Button>
      <span className="soft">{note}</span>
    </div>
  );
}
