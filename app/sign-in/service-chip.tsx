import { defineText } from "../../language/text";
import { formatDateTime, formatTime } from "../../language/minguo";
import { useCalendar, useLocale } from "../web/page-facts";
import type { ServiceNow } from "./service-now";
import { Chip } from "../ui/elements";

const serviceText = defineText({
  zh: {
    open: (time: string) => `客服服務中，今日至 ${time}`,
    closed: (time: string) => `客服休息中，${time} 起服務`,
  },
  en: {
    open: (time: string) => `The helpdesk is open, today until ${time}`,
    closed: (time: string) => `The helpdesk is closed until ${time}`,
  },
});

/** Whether one can call now. */
export function ServiceChip({ service }: { service: ServiceNow }) {
  const locale = useLocale();
  const calendar = useCalendar();
  const text = serviceText(locale);
  return service.open ? (
    <Chip tone="ok">
      <span aria-hidden>●</span>
      {text.open(formatTime(service.until))}
    </Chip>
  ) : (
    <Chip>{text.closed(formatDateTime(service.from, calendar, locale))}</Chip>
  );
}
