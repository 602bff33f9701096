import { evidenceArchive } from "../../../workflows/cards/evidence-archive";
import { page } from "../../web/access";

/** The signatures of an agency's card as one archive, to be checked without this desk. */
export const loader = page({ as: "helpdesk" }, async ({ visitor: { actor }, params, context }) => {
  const number = params.number ?? "";
  const archive = await evidenceArchive(context, actor, number);
  return new Response(new Uint8Array(archive), {
    headers: {
      "Content-Type": "application/x-tar",
      "Content-Disposition": `attachment; filename="${number}-evidence.tar"`,
      "Cache-Control": "no-store",
    },
  });
});
