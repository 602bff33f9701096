import { defineText } from "../../language/text";
import { useLocale } from "../web/page-facts";
import { fieldId } from "./field";

/** What is wrong with a form: the field's name and what to say; under `form`, what concerns the whole. */
export type FormErrors = Readonly<Record<string, string | undefined>>;

const summaryText = defineText({
  zh: { title: (count: number) => `有 ${count} 處需要修正` },
  en: { title: (count: number) => `${count} ${count === 1 ? "thing needs" : "things need"} your attention` },
});

/** Lists everything wrong at the head of a form, each with a way to its field; takes the focus when it appears. */
export function ErrorSummary({ errors = {} }: { errors?: FormErrors }) {
  const text = summaryText(useLocale());
  const found = Object.entries(errors).filter(([, message]) => message !== undefined);
  if (found.length === 0) return null;
  return (
    <div className="error-summary" role="alert" tabIndex={-1} autoFocus>
      <h2>{text.title(found.length)}</h2>
      <ul>
        {found.map(([name, message]) => (
          <li key={name}>{name === "form" ? message : <a href={`#${fieldId(name)}`}>{message}</a>}</li>
        ))}
      </ul>
    </div>
  );
}
