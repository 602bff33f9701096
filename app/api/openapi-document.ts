import { openApiDocument } from "./openapi";
import { page } from "../web/access";

/** The description of the API, for programs that write programs. */
export const loader = page({ as: "everybody" }, ({ context }) => {
  return new Response(JSON.stringify(openApiDocument(context.environment.appUrl)), {
    headers: { "Content-Type": "application/json", "Cache-Control": "public, max-age=300" },
  });
});
