import { operator } from "../../language/operator";
import { componentCheckText } from "./component-check.text";
import { useLocale } from "../web/page-facts";

/** Where the component comes from, what the browser asks for it, and where to go when nothing helps. */
export function ComponentHelp() {
  const text = componentCheckText(useLocale());
  return (
    <>
      <section className="stack stack-tight">
        <h2>{text.network}</h2>
        <p>{text.networkFor}</p>
        <p>{text.networkRefused}</p>
      </section>
      <section className="stack stack-tight">
        <h2>{text.popup}</h2>
        <p>{text.popupFor}</p>
      </section>
      <section className="stack stack-tight">
        <h2>{text.whereFrom}</h2>
        <p>{text.whereFromFor}</p>
      </section>
      <section className="stack stack-tight">
        <h2>{text.more}</h2>
        <ul className="probe-links">
          <li>
            <a href="/manual#certificate-trouble">{text.articleCard}</a>
          </li>
          <li>
            <a href="/manual#component-trouble">{text.articleComponent}</a>
          </li>
          <li>
            <a href="/ask?reason=certificate">{text.ask}</a>
          </li>
          <li>
            <a href="/agency-card">{text.agencyCard}</a>
          </li>
          <li>
            <a href={`tel:${operator.telephone.dialled}`}>{text.call(operator.telephone.shown)}</a>
          </li>
        </ul>
      </section>
    </>
  );
}
