import { bindingEvidenceArchive } from "../../workflows/cards/evidence-archive";
import { page } from "../web/access";

/** What a person's certificates signed to be bound, as one archive to be checked without this desk. */
export const loader = page({ as: "auditor" }, async ({ visitor: { actor }, params, context }) => {
  const id = params.id ?? "";
  const archive = await bindingEvidenceArchive(context, actor, id);
  return new Response(new Uint8Array(archive), {
    headers: {
      "Content-Type": "application/x-tar",
      "Content-Disposition": `attachment; filename="binding-${id.slice(0, 8)}-evidence.tar"`,
      "Cache-Control": "no-store",
    },
  });
});
