import { queueText } from "./queue.text";
import { useLocale } from "../../web/page-facts";
import { useStaffNavigation } from "../../ui/frames/frame";
import { Button, ButtonLink } from "../../ui/elements";

/** Search and new cases, at the head of every page of the desk. */
export function DeskSearch({ query = "" }: { query?: string }) {
  const text = queueText(useLocale());
  const { agent } = useStaffNavigation();
  return (
    <>
      <form className="desk-finder" method="get" action="/desk" role="search">
        <input
          id="desk-search"
          className="control"
          type="search"
          name="q"
          defaultValue={query}
          aria-label={text.searchLabel}
          placeholder={text.searchLabel}
          autoComplete="off"
        />
        <Button small>{text.search}</Button>
      </form>
      {agent && (
        <ButtonLink href="/desk/new" kind="primary" small>
          {text.newTicket}
        </ButtonLink>
      )}
    </>
  );
}
