/**
 * Who runs this site, as shown at the top and the foot of every page and in the mail. The operating agency stands there,
 * not the makers of the desk.
 */
export const operator = {
  site: { zh: "人事服務網", en: "Personnel Service Network" },
  agency: { zh: "行政院人事行政總處", en: "Directorate-General of Personnel Administration, Executive Yuan" },
  /** 專線 of the helpdesk, as printed and as dialled (RFC 3966). */
  telephone: { shown: "02-2397-9297", dialled: "+886-2-2397-9297" },
  hours: {
    zh: "上班日 08:30–12:30、13:30–17:30",
    en: "working days 08:30–12:30 and 13:30–17:30",
  },
} as const;
