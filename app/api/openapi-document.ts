import type { LoaderFunctionArgs } from "@remix-run/node";
import { openApiDocument } from "./openapi";

/** The description of the API, for programs that write programs. */
export function loader({ context }: LoaderFunctionArgs): Response {
  return new Response(JSON.stringify(openApiDocument(context.environment.appUrl)), {
    headers: { "Content-Type": "application/json", "Cache-Control": "public, max-age=300" },
  });
}
