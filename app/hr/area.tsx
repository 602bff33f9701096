import { Outlet, useLoaderData } from "@remix-run/react";
import type { Locale } from "../../language/locale";
import { FrameProvider } from "../ui/frames/frame";
import { visitorNavigation } from "../ui/frames/navigation";
import type { Visitor } from "../ui/frames/visitor-bar";
import { page } from "../web/access";
import { readPreferences } from "../web/preferences";
import { visitorOf, type SignedIn } from "../web/session";
import { hrText } from "./hr.text";

/** The visitor's bar with HR's sections around every page of HR. */
export const loader = page({ as: "everybody" }, async ({ request, context }) => {
  const visitor = await visitorOf(request, context);
  const { pathname } = new URL(request.url);
  return visitor && hrNavigation(visitor, readPreferences(request.headers).locale, pathname);
});

/** Everybody's navigation, with HR's sections in place of the link to HR. */
function hrNavigation(visitor: SignedIn, locale: Locale, pathname: string): Visitor {
  const text = hrText(locale);
  const navigation = visitorNavigation(visitor, locale, "");
  const sections = [
    { to: "/hr", label: text.pending, current: pathname === "/hr" },
    { to: "/hr/people", label: text.people, current: pathname.startsWith("/hr/people") },
    { to: "/hr/delegations", label: text.delegations, current: pathname.startsWith("/hr/delegations") },
  ];
  return { ...navigation, links: navigation.links.flatMap((link) => (link.to === "/hr" ? sections : link)) };
}

export default function HrArea() {
  const visitor = useLoaderData<typeof loader>();
  return (
    <FrameProvider value={{ visitor }}>
      <Outlet />
    </FrameProvider>
  );
}
