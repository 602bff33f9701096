import { useCallback, useEffect, useState } from "react";
import { remedyWords, troubleWords, type TroubleCode } from "../../certificates/card-troubles";
import { agencyCardText } from "../routes/agency-card.text";
import { judgeComponent, nothingHeard, type Heard } from "../web/component-check";
import { useLocale } from "../web/page-facts";
import { seeComponent } from "./component-picture";
import { networkPermission } from "./network-permission";
import { Button } from "./parts";

type Found = "looking" | "ready" | TroubleCode;

const lookAgainMs = 4_000;

/** 元件載入中… and what came of it: whether the component runs, and whether a card is in the reader. */
export function ComponentState({ componentUrl }: { componentUrl: string }) {
  const locale = useLocale();
  const text = agencyCardText(locale);
  const [found, setFound] = useState<Found>("looking");
  const look = useCallback(
    async () =>
      setFound(
        foundIn({
          ...nothingHeard,
          picture: await seeComponent(componentUrl, Date.now()),
          network: await networkPermission(),
        }),
      ),
    [componentUrl],
  );
  useEffect(() => {
    void look();
  }, [look]);
  useEffect(() => {
    if (found === "ready" || found === "looking") return;
    const timer = setInterval(() => void look(), lookAgainMs);
    return () => clearInterval(timer);
  }, [found, look]);

  const kind = found === "ready" || found === "looking" ? found : "trouble";
  return (
    <div className={`component-state component-${kind}`} role="status">
      {found === "looking" && <p>{text.looking}</p>}
      {found === "ready" && <p>{text.ready}</p>}
      {found !== "looking" && found !== "ready" && (
        <>
          <p>
            <b>{troubleWords(locale)[found]}</b> {remedyWords(locale)[found]}
          </p>
          <Button small type="button" onClick={() => void look()}>
            {text.lookAgain}
          </Button>
        </>
      )}
    </div>
  );
}

/** The first thing that is not right, in the order in which one would mend them. */
function foundIn(heard: Heard): Found {
  // No certificate is judged here, so it does not matter which moment it is.
  const { component, version, reader, card, site } = judgeComponent(heard, 0);
  for (const finding of [component, version, reader, card, site])
    if (finding.state === "trouble") return finding.trouble;
  return "ready";
}
