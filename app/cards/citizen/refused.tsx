import { useLoaderData } from "@remix-run/react";
import { standingOf } from "../../../workflows/cards/citizen/citizen-desk";
import { AskFromCard } from "./ask-from-card";
import { CertificateFrame } from "./frame";
import { Notice } from "../../ui/elements";
import { LinkCard } from "../../ui/link-card";
import { citizenCookie } from "./visit";
import { page } from "../../web/access";
import { useLocale } from "../../web/page-facts";
import { pageTitle } from "../../web/title";
import { certificateText } from "./certificate.text";

export const meta = pageTitle((locale) => certificateText(locale).refusedTitle);

/** Why the card signed nobody in, and the ways on. */
export const loader = page({ as: "everybody" }, async ({ request, context }) => {
  const visit = citizenCookie.read(request, context);
  const standing = visit ? await standingOf(context.card, visit) : null;
  const over = standing?.state === "refused" ? standing.why : null;
  const asked = new URL(request.url).searchParams.get("why");
  return { why: over ?? asked ?? "expired", again: over === null };
});

export default function Refused() {
  const { why, again } = useLoaderData<typeof loader>();
  const text = certificateText(useLocale());
  return (
    <CertificateFrame title={text.refusedTitle}>
      <Notice tone="error" role="alert" title={text.message(why)}>
        <p>{text.remedy(why)}</p>
      </Notice>
      <section className="stack">
        <h2>{text.waysOn}</h2>
        <div className="ways">
          {why === "purpose-wrong" && (
            <LinkCard to="/agency-card" name={text.agencyCard} note={text.agencyCardFor} />
          )}
          {again && <LinkCard to="/" name={text.again} note={text.againFor} />}
          <LinkCard to="/component-check" name={text.check} note={text.checkFor} />
        </div>
        <AskFromCard why={why} />
      </section>
    </CertificateFrame>
  );
}
