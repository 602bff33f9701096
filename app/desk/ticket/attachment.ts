import type { LoaderFunctionArgs } from "@remix-run/node";
import { receivedFile } from "../../../workflows/reading/attachments";
import { isRefusal } from "../../../workflows/desk/refusal";
import { pageRefusal } from "../../web/form-actions";
import { requireDesk } from "../../ui/frames/staff-navigation";
import { refusal } from "../../web/refuse";
import { statusOf } from "../../web/status-of";

/** A file that a stranger sent: always a download, never opened by a browser, which is told on every page not to guess. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { person } = await requireDesk(request, context);
  const asked = { number: params.number ?? "", id: params.id ?? "" };
  const file = await receivedFile(context, { kind: "person", personId: person.id }, asked).catch(
    (error: unknown) => {
      if (isRefusal(error)) throw refusal(statusOf(error), pageRefusal(error));
      throw error;
    },
  );
  context.replaceHeaders({ "Content-Security-Policy": "sandbox; default-src 'none'" });
  return new Response(new Uint8Array(file.content), {
    headers: {
      "Content-Type": "application/octet-stream",
      "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.name).replaceAll("'", "%27")}`,
      "Cache-Control": "no-store",
    },
  });
}
