import { useLocale } from "../web/page-facts";
import { askText } from "./ask.text";

/** A step of the request: how far it is, then its question. */
export function StepHeading({ now, title }: { now: number; title: string }) {
  const text = askText(useLocale());
  return (
    <header>
      <p className="soft num">
        {text.title}・{text.step(now, 4)}
      </p>
      <h1>{title}</h1>
    </header>
  );
}
