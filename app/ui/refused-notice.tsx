import { useLocale } from "../web/page-facts";
import type { Refusal } from "../web/refusals/refusal";
import { Notice } from "./elements";

interface RefusedNoticeProps {
  refused: Refusal | null | undefined;
  /** Nothing was tried yet: this only says why a button is disabled. */
  quiet?: boolean;
}

/** What the desk refused, and the way on; takes the place of nothing when nothing was refused. */
export function RefusedNotice({ refused, quiet = false }: RefusedNoticeProps) {
  const language = useLocale() === "en" ? "en" : "zh";
  if (!refused) return null;
  return (
    <Notice
      tone={quiet ? "warn" : "error"}
      role={quiet ? undefined : "alert"}
      title={refused.message[language]}
    >
      {refused.remedy && <p>{refused.remedy[language]}</p>}
    </Notice>
  );
}
