import { useEffect, useState } from "react";
import { queueText } from "./queue.text";
import { useLocale } from "../../web/page-facts";
import { useStaffNavigation } from "../../ui/frames/frame";
import { IdempotencyField } from "../../ui/idempotency-field";

/** Keys that would be somebody's typing: in a field, while an input method composes, or with a modifier. */
function isTyping(event: KeyboardEvent): boolean {
  const target = event.target instanceof HTMLElement ? event.target : null;
  const composing = event.isComposing || event.key === "Process";
  return (
    composing ||
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    target?.closest("input, textarea, select") !== null
  );
}

/** J and K go through the queue, Enter opens, C claims, N begins a phone case, / searches. */
export function DeskShortcuts({ formKey }: { formKey: string }) {
  const text = queueText(useLocale());
  const { agent } = useStaffNavigation();
  const [chosen, choose] = useState<string | null>(null);

  useEffect(() => {
    const links = [...document.querySelectorAll<HTMLAnchorElement>("a[data-ticket]")];
    const row = (link: HTMLAnchorElement | undefined) => link?.closest("tr");
    let at = -1;
    const go = (step: number) => {
      row(links[at])?.classList.remove("table-selected");
      at = Math.min(Math.max(at + step, 0), links.length - 1);
      row(links[at])?.classList.add("table-selected");
      links[at]?.focus();
      choose(links[at]?.dataset.ticket ?? null);
    };
    const acts: Record<string, () => void> = {
      j: () => go(1),
      k: () => go(-1),
      n: () => agent && location.assign("/desk/new"),
      c: () => document.querySelector<HTMLFormElement>("#claim-chosen")?.requestSubmit(),
      "/": () => document.querySelector<HTMLInputElement>("#desk-search")?.focus(),
    };
    const onKey = (event: KeyboardEvent) => {
      const act = acts[event.key.toLowerCase()];
      if (!act || isTyping(event)) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [agent]);

  return (
    <>
      <ul className="shortcuts" aria-label={text.shortcuts}>
        <li>
          <kbd>J</kbd> <kbd>K</kbd> {text.upDown}
        </li>
        <li>
          <kbd>Enter</kbd> {text.open}
        </li>
        {agent && (
          <li>
            <kbd>C</kbd> {text.claim}
          </li>
        )}
        {agent && (
          <li>
            <kbd>N</kbd> {text.newTicket}
          </li>
        )}
        <li>
          <kbd>/</kbd> {text.find}
        </li>
      </ul>
      {agent && chosen && (
        <form id="claim-chosen" method="post" action={`/desk/tickets/${chosen}/acts`} hidden>
          <IdempotencyField value={`${formKey}-${chosen}`} />
          <input type="hidden" name="act" value="claim" />
        </form>
      )}
    </>
  );
}
