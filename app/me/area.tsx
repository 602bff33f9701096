import { Outlet, useLoaderData } from "@remix-run/react";
import { FrameProvider } from "../ui/frames/frame";
import { visitorNavigation } from "../ui/frames/navigation";
import { page } from "../web/access";
import { readPreferences } from "../web/preferences";
import { visitorOf } from "../web/session";

/** The visitor's bar around every page of their own. */
export const loader = page({ as: "everybody" }, async ({ request, context }) => {
  const visitor = await visitorOf(request, context);
  const { pathname } = new URL(request.url);
  return visitor && visitorNavigation(visitor, readPreferences(request.headers).locale, pathname);
});

export default function OwnArea() {
  const visitor = useLoaderData<typeof loader>();
  return (
    <FrameProvider value={{ visitor }}>
      <Outlet />
    </FrameProvider>
  );
}
