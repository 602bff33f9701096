import type { LoaderFunctionArgs } from "@remix-run/node";

/** Figures in Prometheus' text form: counts alone, of no person and no case. */
export async function loader({ context: { metrics } }: LoaderFunctionArgs): Promise<Response> {
  return new Response(await metrics.text(), {
    headers: { "Content-Type": metrics.contentType, "Cache-Control": "no-store" },
  });
}
