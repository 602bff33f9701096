import { formatDateTime } from "../../language/minguo";
import { useCalendar, useLocale } from "../web/page-facts";

/** A promised time, written so that one can print it: 115/11/23（一）16:10. */
export function PromiseTime({ at }: { at: number }) {
  return (
    <b className="num">
      <Moment at={at} />
    </b>
  );
}

/** An instant in the visitor's calendar and language, readable by programs too. */
export function Moment({ at }: { at: number }) {
  return <time dateTime={new Date(at).toISOString()}>{formatDateTime(at, useCalendar(), useLocale())}</time>;
}
