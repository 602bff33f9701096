import { Outlet, useLoaderData } from "@remix-run/react";
import { page } from "../../web/access";
import { readPreferences } from "../../web/preferences";
import { visitorOf } from "../../web/session";
import { FrameProvider } from "./frame";
import { staffNavigation } from "./staff-navigation";

/** The navigation around every page of staff, and around what refuses one. Each page judges for itself who may open it. */
export const loader = page({ as: "everybody" }, async ({ request, context }) => {
  const visitor = await visitorOf(request, context);
  if (!visitor) return null;
  const { locale } = readPreferences(request.headers);
  return staffNavigation(context, visitor, { locale, url: new URL(request.url) });
});

export default function StaffArea() {
  const staff = useLoaderData<typeof loader>();
  return (
    <FrameProvider value={{ staff }}>
      <Outlet />
    </FrameProvider>
  );
}
