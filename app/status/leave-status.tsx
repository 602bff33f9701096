import { statusText } from "./status.text";
import { useLocale } from "../web/page-facts";
import { Button } from "../ui/elements";

/** What to know about a status page's address, and a way to leave none of it behind. */
export function LeaveStatus() {
  const text = statusText(useLocale());
  return (
    <footer className="stack stack-tight soft">
      <p>{text.secrecy}</p>
      <form className="row" method="post" action="/status/leave">
        <span>{text.leaveWhy}</span>
        <Button kind="link">{text.leave}</Button>
      </form>
    </footer>
  );
}
