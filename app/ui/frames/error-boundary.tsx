import type { MetaFunction } from "@remix-run/node";
import { Outlet, useRouteError } from "@remix-run/react";
import { localeOf, siteName } from "../../web/title";
import { ErrorPage, errorTitle } from "./error-page";

export const meta: MetaFunction = ({ error, matches }) => {
  const locale = localeOf(matches[0]?.data);
  return [{ title: error ? errorTitle(error, locale) : siteName(locale) }];
};

/** Between an area and its pages: what they throw is said in their place, and the area's navigation stays. */
export default function PagesOfArea() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <ErrorPage caught={useRouteError()} />;
}
