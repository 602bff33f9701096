import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { codeOf } from "../../../workflows/cards/citizen/binding-letters";
import { claimAnew } from "../../../workflows/cards/citizen/citizen-desk";
import { AskFromCard } from "./ask-from-card";
import { CertificateFrame } from "./frame";
import { Button, Notice } from "../../ui/elements";
import { citizenCookie, placeOf, requireStandingAt } from "./visit";
import { page } from "../../web/access";
import { useLocale } from "../../web/page-facts";
import { pageTitle } from "../../web/title";
import { certificateText } from "./certificate.text";

export const meta = pageTitle((locale) => certificateText(locale).waitingTitle);

/** The certificate waits for its confirmation: how it is confirmed, and the code to compare. */
export const loader = page({ as: "everybody" }, async ({ request, context }) => {
  const { standing } = await requireStandingAt(request, context, "waiting");
  return { code: codeOf({ id: standing.bindingId ?? "" }) };
});

/** The account named was the wrong one. */
export const action = page({ as: "everybody" }, async ({ request, context }) => {
  const visit = citizenCookie.read(request, context);
  if (!visit) return redirect(placeOf({ state: "none" }, "/"), 303);
  const standing = await claimAnew(context.card, visit);
  if (standing.state === "waiting") return redirect("/certificate/refused?why=card-proof-expired", 303);
  return redirect(placeOf(standing, visit.next), 303);
});

export default function Waiting() {
  const { code } = useLoaderData<typeof loader>();
  const text = certificateText(useLocale());
  return (
    <CertificateFrame title={text.waitingTitle}>
      <Notice tone="warn" role="status" title={text.code(code)}>
        <p>{text.waitingLead}</p>
      </Notice>
      <section className="prose">
        <h2>{text.waitingHow}</h2>
        <ol>
          <li>{text.byLink}</li>
          <li>{text.byHr}</li>
          <li>{text.byTemporary}</li>
        </ol>
        <p className="soft">{text.afterwards}</p>
      </section>
      <form className="stack stack-tight" method="post">
        <p>{text.wrongAccount}</p>
        <div>
          <Button>{text.claimAnew}</Button>
        </div>
      </form>
      <AskFromCard why="needs-confirmation" />
    </CertificateFrame>
  );
}
