import type {
  ActionFunctionArgs,
  AppLoadContext,
  EntryContext,
  HandleDataRequestFunction,
  LoaderFunctionArgs,
} from "@remix-run/node";
import { RemixServer, isRouteErrorResponse } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";
import { anyHandle, type PageHandle } from "./web/handle";
import { loggedPath } from "./web/logged-path";
import { PageFactsProvider } from "./web/page-facts";
import { wholePage } from "./web/whole-page";
import { readPreferences } from "./web/preferences";

const renderingLimit = 10_000;

/** Renders a page and sends it whole: no page waits for a part of itself, and what fails in the middle is told as a failure. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  const { nonce, requestId, environment, log } = context;
  const asksFor = (wish: keyof PageHandle) =>
    anyHandle(
      remix.staticHandlerContext.matches.map(({ route }) => remix.routeModules[route.id]?.handle),
      wish,
    );
  if (asksFor("card")) context.allowCardComponent();
  headers.set("Content-Type", "text/html; charset=utf-8");
  if (!headers.has("Cache-Control")) headers.set("Cache-Control", "no-store");

  return new Promise((resolve, reject) => {
    let failed = false;
    const answer = async () => {
      const body = await wholePage(page);
      clearTimeout(limit);
      headers.set("Content-Length", String(body.byteLength));
      return new Response(body, { headers, status: failed ? 500 : status });
    };
    const facts = {
      ...readPreferences(request.headers),
      nonce,
      requestId,
      sender: environment.mailFrom.address,
    };
    const page = renderToPipeableStream(
      <PageFactsProvider value={facts}>
        <RemixServer context={remix} url={request.url} abortDelay={renderingLimit} nonce={nonce} />
      </PageFactsProvider>,
      {
        nonce,
        onAllReady: () => resolve(answer()),
        onShellError: reject,
        onError(error) {
          failed = true;
          if (!request.signal.aborted) log.error({ err: error, requestId }, "rendering failed");
        },
      },
    );
    const limit = setTimeout(() => page.abort(), renderingLimit + 1_000).unref();
  });
}

export const handleDataRequest: HandleDataRequestFunction = (response) => {
  if (!response.headers.has("Cache-Control")) response.headers.set("Cache-Control", "no-store");
  return response;
};

/** Logs what nobody foresaw, refusals apart, under the number that the page shows. The query stays out: it may hold names. */
export function handleError(
  error: unknown,
  { request, context }: LoaderFunctionArgs | ActionFunctionArgs,
): void {
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
  const { requestId, log } = context;
  log.error(
    { err: error, requestId, method: request.method, path: loggedPath(new URL(request.url).pathname) },
    "unforeseen",
  );
}
