import { formatDateTime } from "../../language/minguo";
import { useCalendar, useLocale } from "../web/page-facts";

interface DateTimeProps {
  /** Epoch milliseconds. */
  at: number;
  /** What its reader must not miss, such as until when an answer is due. */
  strong?: boolean;
}

/** An instant in the visitor's calendar and language, 115/11/23（一）16:10, readable by programs too. */
export function DateTime({ at, strong = false }: DateTimeProps) {
  const time = (
    <time dateTime={new Date(at).toISOString()}>{formatDateTime(at, useCalendar(), useLocale())}</time>
  );
  return strong ? <b className="num">{time}</b> : time;
}
