import type { AppLoadContext } from "@remix-run/node";
import { ticketViews, type OpenView, type TicketView } from "../../../db/queries/tickets";
import type { Locale } from "../../../language/locale";
import type { StaffNavigation } from "./frame";
import { staffNavigationText, viewText } from "./staff-navigation.text";
import { pairKinds } from "../../../workflows/administration/requests";
import { overviewOf } from "../../web/overview";
import type { SignedIn } from "../../web/session";

const ownViews: TicketView[] = [
  "waiting",
  "mine",
  "due-soon",
  "second-person",
  "undeliverable",
  "first-login",
];

/** A page of the desk shows the count of its own view too: counted once for a request. */
const counted = new WeakMap<AppLoadContext, Promise<Record<OpenView, number>>>();

/** How many tickets each open view holds for the person who sent the request of this context. */
export function openCounts(context: AppLoadContext, personId: string): Promise<Record<OpenView, number>> {
  const known = counted.get(context);
  if (known) return known;
  const counts = overviewOf(context, personId).then(({ tickets }) =>
    tickets.counts({ personId, at: context.clock() }),
  );
  counted.set(context, counts);
  return counts;
}

/** Views with their counters, and the other pages that the roles open; the one at `url` is marked. */
export async function staffNavigation(
  context: AppLoadContext,
  { person, roles }: SignedIn,
  { locale, url }: { locale: Locale; url: URL },
): Promise<StaffNavigation> {
  const { store, clock } = context;
  const text = staffNavigationText(locale);
  const current = currentLink(url);
  const works = roles.includes("agent") || roles.includes("auditor");
  const counts = works ? await openCounts(context, person.id) : null;
  const view = (name: TicketView) => ({
    to: name === "waiting" ? "/desk" : `/desk?view=${name}`,
    label: viewText(locale)[name],
    count: name === "closed" ? undefined : counts?.[name],
    late: name === "due-soon",
    current: current === name,
  });
  const toSecond = roles.includes("agent")
    ? await (await overviewOf(context, person.id)).bindings.countAwaitingSecondPerson()
    : 0;
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
      ? [
          { to: "/audit", label: text.audit, current: current === "audit" },
          { to: "/audit/shell", label: text.shell, current: current === "shell" },
        ]
      : []),
    ...(roles.includes("administrator")
      ? [
          { to: "/admin", label: text.admin, current: current === "admin" },
          {
            to: "/admin/waiting",
            label: text.waiting,
            count: (await store.waiting.waiting({ kinds: pairKinds }, clock())).length,
            current: current === "waiting-changes",
          },
          { to: "/admin/roles", label: text.roles, current: current === "roles" },
          { to: "/admin/sessions", label: text.sessions, current: current === "sessions" },
          { to: "/admin/tokens", label: text.tokens, current: current === "tokens" },
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

type Current =
  | TicketView
  | "certificates"
  | "audit"
  | "shell"
  | "admin"
  | "waiting-changes"
  | "roles"
  | "sessions"
  | "tokens"
  | "mail";

/** Pages with a link of their own; what is not among them belongs to the area's. */
const own: readonly (readonly [path: string, name: Current])[] = [
  ["/desk/certificates", "certificates"],
  ["/audit/shell", "shell"],
  ["/audit", "audit"],
  ["/admin/waiting", "waiting-changes"],
  ["/admin/roles", "roles"],
  ["/admin/agencies", "roles"],
  ["/admin/sessions", "sessions"],
  ["/admin/tokens", "tokens"],
  ["/admin/mail", "mail"],
  ["/admin", "admin"],
];

function currentLink({ pathname, searchParams }: URL): Current | null {
  if (pathname === "/desk")
    return searchParams.get("q")?.trim()
      ? null
      : (ticketViews.find((view) => view === searchParams.get("view")) ?? "waiting");
  return own.find(([path]) => pathname.startsWith(path))?.[1] ?? null;
}
