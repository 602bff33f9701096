import type { RoleName } from "../../../accounts/types";
import type { Locale } from "../../../language/locale";
import { defineText } from "../../../language/text";
import type { Visitor } from "./visitor-bar";
import type { SignedIn } from "../../web/session";

const navigationText = defineText({
  zh: { me: "我的專區", hr: "人事作業", desk: "客服作業", audit: "稽核軌跡", admin: "系統管理" },
  en: { me: "My page", hr: "HR", desk: "Helpdesk", audit: "Audit trail", admin: "Administration" },
});

const areas: readonly {
  to: string;
  name: "me" | "hr" | "desk" | "audit" | "admin";
  roles: RoleName[] | null;
}[] = [
  { to: "/me", name: "me", roles: null },
  { to: "/hr", name: "hr", roles: ["hr-supervisor", "hr-staff"] },
  { to: "/desk", name: "desk", roles: ["agent", "auditor"] },
  { to: "/audit", name: "audit", roles: ["auditor", "administrator"] },
  { to: "/admin", name: "admin", roles: ["administrator"] },
];

/** What is shown of whoever is signed in: agency, name, and links to the areas that their roles open. */
export function visitorNavigation({ person, roles }: SignedIn, locale: Locale, current: string): Visitor {
  const words = navigationText(locale);
  return {
    name: person.name,
    agency: person.agencyName,
    links: areas
      .filter((area) => area.roles === null || area.roles.some((role) => roles.includes(role)))
      .map(({ to, name }) => ({ to, label: words[name], current: to === current })),
  };
}
