import { ticketViews, type TicketView } from "../../../db/queries/tickets";
import type { Locale } from "../../../language/locale";
import type { NavigationSection } from "./staff-page";
import { staffNavigationText, viewText } from "./staff-navigation.text";
import type { Services } from "../../../services/services";
import { requireRole, type SignedIn } from "../../web/session";

/** Who works at the desk: agents act, auditors read. */
export const requireDesk = (request: Request, context: Services): Promise<SignedIn> =>
  requireRole(request, context, "agent", "auditor");

/** The rail of the desk, as a page of it shows it. */
export interface StaffNavigation {
  sections: NavigationSection[];
  who: string;
  agent: boolean;
}

const ownViews: TicketView[] = [
  "waiting",
  "mine",
  "due-soon",
  "second-person",
  "undeliverable",
  "first-login",
];

/** Views with their counters, and the visitor's other pages. */
export async function staffNavigation(
  { store, clock }: Pick<Services, "store" | "clock">,
  { person, roles }: SignedIn,
  { locale, current }: { locale: Locale; current: TicketView | "audit" | "admin" | "mail" | null },
): Promise<StaffNavigation> {
  const text = staffNavigationText(locale);
  const works = roles.includes("agent") || roles.includes("auditor");
  const counts = works ? await store.tickets.counts({ personId: person.id, at: clock() }) : null;
  const view = (name: TicketView) => ({
    to: name === "waiting" ? "/desk" : `/desk?view=${name}`,
    label: viewText(locale)[name],
    count: name === "closed" ? undefined : counts?.[name],
    late: name === "due-soon",
    current: current === name,
  });
  const others = [
    ...(roles.includes("auditor") || roles.includes("administrator")
      ? [{ to: "/audit", label: text.audit, current: current === "audit" }]
      : []),
    ...(roles.includes("administrator")
      ? [
          { to: "/admin", label: text.admin, current: current === "admin" },
          { to: "/admin/mail", label: text.mail, current: current === "mail" },
        ]
      : []),
  ];
  const role = (["agent", "auditor", "administrator"] as const).find((name) => roles.includes(name));
  return {
    sections: [
      ...(works
        ? [
            { views: ownViews.map(view) },
            { title: text.shared, views: ticketViews.filter((name) => !ownViews.includes(name)).map(view) },
          ]
        : []),
      ...(others.length > 0 ? [{ title: text.more, views: others }] : []),
    ],
    who: role ? `${person.name} · ${text[role]}` : person.name,
    agent: roles.includes("agent"),
  };
}
