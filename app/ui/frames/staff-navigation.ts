import { ticketViews, type TicketView } from "../../../db/queries/tickets";
import type { Locale } from "../../../language/locale";
import type { StaffNavigation } from "./frame";
import { staffNavigationText, viewText } from "./staff-navigation.text";
import type { Services } from "../../../services/services";
import type { SignedIn } from "../../web/session";

const ownViews: TicketView[] = [
  "waiting",
  "mine",
  "due-soon",
  "second-person",
  "undeliverable",
  "first-login",
];

/** Views with their counters, and the other pages that the roles open; the one at `url` is marked. */
export async function staffNavigation(
  { store, clock }: Pick<Services, "store" | "clock">,
  { person, roles }: SignedIn,
  { locale, url }: { locale: Locale; url: URL },
): Promise<StaffNavigation> {
  const text = staffNavigationText(locale);
  const current = currentLink(url);
  const works = roles.includes("agent") || roles.includes("auditor");
  const counts = works ? await store.tickets.counts({ personId: person.id, at: clock() }) : null;
  const view = (name: TicketView) => ({
    to: name === "waiting" ? "/desk" : `/desk?view=${name}`,
    label: viewText(locale)[name],
    count: name === "closed" ? undefined : counts?.[name],
    late: name === "due-soon",
    current: current === name,
  });
  const toSecond = roles.includes("agent") ? (await store.bindings.awaitingSecondPerson()).length : 0;
  const others = [
    ...(toSecond > 0 || current === "certificates"
      ? [
          {
            to: "/desk/certificates",
            label: text.certificates,
            count: toSecond,
            current: current === "certificates",
          },
        ]
      : []),
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
            { links: ownViews.map(view) },
            { title: text.shared, links: ticketViews.filter((name) => !ownViews.includes(name)).map(view) },
          ]
        : []),
      ...(others.length > 0 ? [{ title: text.more, links: others }] : []),
    ],
    who: role ? `${person.name} · ${text[role]}` : person.name,
    agent: roles.includes("agent"),
  };
}

function currentLink({
  pathname,
  searchParams,
}: URL): TicketView | "audit" | "admin" | "certificates" | "mail" | null {
  if (pathname === "/desk")
    return searchParams.get("q")?.trim()
      ? null
      : (ticketViews.find((view) => view === searchParams.get("view")) ?? "waiting");
  if (pathname === "/desk/certificates") return "certificates";
  if (pathname.startsWith("/audit")) return "audit";
  if (pathname.startsWith("/admin/mail")) return "mail";
  return pathname.startsWith("/admin") ? "admin" : null;
}
