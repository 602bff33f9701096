const officeDay = new Intl.DateTimeFormat("en-CA", {
  timeZone: "Asia/Taipei",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});

/** The day's part of a ticket number, in the Minguo calendar of the office: `R1151123`. The store adds the sequence. */
export function ticketNumberPrefix(at: number): string {
  const [year = "", month = "", day = ""] = officeDay.format(at).split("-");
  return `R${Number(year) - 1911}${month}${day}`;
}
