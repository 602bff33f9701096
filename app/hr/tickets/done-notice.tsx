import { hrTicketText } from "./ticket.text";
import { useLocale } from "../../web/page-facts";
import { Notice } from "../../ui/elements";

/** What the act that led here has done, by where the case stands since. */
export function DoneNotice({ done, state }: { done: string | null; state: string }) {
  const text = hrTicketText(useLocale());
  const approved =
    state === "awaitingConfirmation"
      ? text.donePrepare
      : state === "awaitingSecondPerson"
        ? text.doneSecond
        : text.doneApprove;
  const words: Record<string, string> = {
    started: approved,
    joined: approved,
    APPROVE: approved,
    RETURN: text.doneReturn,
    CONFIRM_SECOND: text.doneConfirm,
    REFUSE_SECOND: text.doneRefuse,
    REISSUE: text.doneReissue,
    HAND_OVER: text.doneHandOver,
  };
  const said = words[done ?? ""];
  if (said === undefined) return null;
  // A page opened again later must not promise what has long happened.
  const promisesMail = [text.doneApprove, text.doneConfirm].includes(said);
  if (promisesMail && !state.startsWith("passwordHandover.")) return null;
  return (
    <Notice tone="ok" role="status" title={said}>
      {done === "joined" && <p>{text.joined}</p>}
    </Notice>
  );
}
