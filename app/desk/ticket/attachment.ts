import { receivedFile } from "../../../workflows/reading/attachments";
import { page } from "../../web/access";

/** A file that a stranger sent: always a download, never opened by a browser, which is told on every page not to guess. */
export const loader = page({ as: "helpdesk" }, async ({ visitor: { actor }, params, context }) => {
  const asked = { number: params.number ?? "", id: params.id ?? "" };
  const file = await receivedFile(context, actor, asked);
  context.replaceHeaders({ "Content-Security-Policy": "sandbox; default-src 'none'" });
  return new Response(new Uint8Array(file.content), {
    headers: {
      "Content-Type": "application/octet-stream",
      "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.name).replaceAll("'", "%27")}`,
      "Cache-Control": "no-store",
    },
  });
});
