import type { LoaderFunctionArgs } from "@remix-run/node";
import { bindingEvidenceArchive } from "../../workflows/cards/evidence-archive";
import { isRefusal } from "../../workflows/desk/refusal";
import { pageRefusal } from "../web/form-actions";
import { refusal } from "../web/refuse";
import { requireRole } from "../web/session";
import { statusOf } from "../web/status-of";

/** What a person's certificates signed to be bound, as one archive to be checked without this desk. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { person } = await requireRole(request, context, "auditor");
  const id = params.id ?? "";
  const actor = { kind: "person", personId: person.id } as const;
  const archive = await bindingEvidenceArchive(context, actor, id).catch((error: unknown) => {
    if (isRefusal(error)) throw refusal(statusOf(error), pageRefusal(error));
    throw error;
  });
  return new Response(new Uint8Array(archive), {
    headers: {
      "Content-Type": "application/x-tar",
      "Content-Disposition": `attachment; filename="binding-${id.slice(0, 8)}-evidence.tar"`,
      "Cache-Control": "no-store",
    },
  });
}
