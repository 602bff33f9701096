import { useCallback, useEffect, useState } from "react";
import type { ComponentSlot } from "../../../certificates/card/card-component";
import { remedyWords, troubleWords, type TroubleCode } from "../../../certificates/card/card-troubles";
import { cardReaderText } from "./card-reader.text";
import { judgeComponent, nothingHeard, type Heard } from "./component-check";
import { useLocale } from "../../web/page-facts";
import { seeComponent } from "./component-picture";
import { networkPermission } from "./network-permission";
import { Button } from "../elements";
import { SlotChoice } from "./slot-choice";

interface Seen {
  found: "looking" | "ready" | TroubleCode;
  slots: readonly ComponentSlot[];
}

const lookAgainMs = 4_000;

/** 元件載入中… and what came of it: whether the component runs, whether a card is in the reader, and which. */
export function ComponentState({ componentUrl }: { componentUrl: string }) {
  const locale = useLocale();
  const text = cardReaderText(locale);
  const [{ found, slots }, setSeen] = useState<Seen>({ found: "looking", slots: [] });
  const look = useCallback(
    async () =>
      setSeen(
        seenIn({
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
    <>
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
      <SlotChoice slots={slots} />
    </>
  );
}

/** The first thing that is not right, in the order in which one would mend them; and the readers. */
function seenIn(heard: Heard): Seen {
  // No certificate is judged here, so it does not matter which moment it is.
  const { component, version, reader, card, site, info } = judgeComponent(heard, 0);
  const wrong = [component, version, reader, card, site].find(({ state }) => state === "trouble");
  return { found: wrong?.state === "trouble" ? wrong.trouble : "ready", slots: info?.slots ?? [] };
}
