import { useCallback, useEffect, useState } from "react";
import { remedyWords, troubleOf, troubleWords, type TroubleCode } from "../../certificates/card-troubles";
import { agencyCardText } from "../routes/agency-card.text";
import { useLocale } from "../web/page-facts";
import { seeComponent, type Picture } from "./component-picture";
import { Button } from "./parts";

type Found = "looking" | "ready" | TroubleCode;

const lookAgainMs = 4_000;

/** 元件載入中… and what came of it: whether the component runs, and whether a card is in the reader. */
export function ComponentState({ componentUrl }: { componentUrl: string }) {
  const locale = useLocale();
  const text = agencyCardText(locale);
  const [found, setFound] = useState<Found>("looking");
  const look = useCallback(
    async () => setFound(foundIn(await seeComponent(componentUrl, Date.now()))),
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

function foundIn(picture: Picture): Found {
  if (typeof picture === "string") return picture;
  const trouble = troubleOf(picture);
  if (trouble !== null) return trouble;
  if (picture.slots.length === 0) return "no-reader";
  return picture.slots.some(({ token }) => token) ? "ready" : "no-card";
}
