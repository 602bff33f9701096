import type { LoaderFunctionArgs } from "@remix-run/node";
import { evidenceArchive } from "../../../workflows/cards/evidence-archive";
import { isRefusal } from "../../../workflows/desk/refusal";
import { pageRefusal } from "../../web/form-actions";
import { requireDesk } from "../../ui/frames/staff-navigation";
import { refusal } from "../../web/refuse";
import { statusOf } from "../../web/status-of";

/** The signatures of an agency's card as one archive, to be checked without this desk. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { person } = await requireDesk(request, context);
  const number = params.number ?? "";
  const archive = await evidenceArchive(context, { kind: "person", personId: person.id }, number).catch(
    (error: unknown) => {
      if (isRefusal(error)) throw refusal(statusOf(error), pageRefusal(error));
      throw error;
    },
  );
  return new Response(new Uint8Array(archive), {
    headers: {
      "Content-Type": "application/x-tar",
      "Content-Disposition": `attachment; filename="${number}-evidence.tar"`,
      "Cache-Control": "no-store",
    },
  });
}
