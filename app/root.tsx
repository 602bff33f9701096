import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useMatches, useRouteError } from "@remix-run/react";
import type { ReactNode } from "react";
import { ErrorPage, errorTitle } from "./ui/frames/error-page";
import stylesheet from "./styles.css?url";
import { anyHandle } from "./web/handle";
import { factAttributes, usePageFacts } from "./web/page-facts";
import { readPreferences } from "./web/preferences";
import { localeOf, siteName } from "./web/title";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: stylesheet },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: siteName(localeOf(data)) }];

export function loader({ request }: LoaderFunctionArgs) {
  return { locale: readPreferences(request.headers).locale };
}

export function Layout({ children }: { children: ReactNode }) {
  const facts = usePageFacts();
  const caught = useRouteError();
  const interactive = anyHandle(
    useMatches().map(({ handle }) => handle),
    "interactive",
  );
  return (
    <html {...factAttributes(facts)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="format-detection" content="telephone=no" />
        {caught ? <title>{errorTitle(caught, facts.locale)}</title> : <Meta />}
        <Links />
      </head>
      <body>
        {children}
        {interactive && (
          <>
            <ScrollRestoration nonce={facts.nonce} />
            <Scripts nonce={facts.nonce} />
          </>
        )}
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <ErrorPage caught={useRouteError()} />;
}
