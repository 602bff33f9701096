import { defineText } from "../../../language/text";
import { useLocale } from "../../web/page-facts";

/** One step of a ticket's path, as the machine knows it. */
export interface PathStep {
  label: string;
  caption?: string;
  state: "done" | "now" | "ahead" | "failed";
  /** A person decides here: drawn as a square. */
  person?: boolean;
}

const pathText = defineText({
  zh: { path: "案件進度", done: "已完成", now: "進行中", ahead: "尚未進行", failed: "未成功" },
  en: {
    path: "Progress of the request",
    done: "done",
    now: "in progress",
    ahead: "still ahead",
    failed: "failed",
  },
});

/** The path line: lies where there is room and stands where there is none, such as on a phone. */
export function PathLine({ steps }: { steps: readonly PathStep[] }) {
  const text = pathText(useLocale());
  return (
    <div className="path-box">
      <ol className="path" aria-label={text.path}>
        {steps.map(({ label, caption, state, person }, index) => (
          <li
            key={`${index} ${label}`}
            className={`path-step path-${state}${person ? " path-person" : ""}`}
            aria-current={state === "now" ? "step" : undefined}
          >
            {label}
            <span className="visually-hidden">（{text[state]}）</span>
            {caption && <span className="path-caption num">{caption}</span>}
          </li>
        ))}
      </ol>
    </div>
  );
}
