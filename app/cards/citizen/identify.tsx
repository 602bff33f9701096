import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { identifyCitizen } from "../../../workflows/cards/citizen/citizen-desk";
import { AskFromCard } from "./ask-from-card";
import { CertificateFrame } from "./frame";
import { TextField } from "../../ui/field";
import { Button, Notice } from "../../ui/elements";
import { citizenCookie, headersOf, placeOf, requireStandingAt } from "./visit";
import { claimedLogin } from "../../ui/claimed-login";
import { page } from "../../web/access";
import { fieldValue, readForm } from "../../web/form-fields";
import { useLocale } from "../../web/page-facts";
import { readPreferences } from "../../web/preferences";
import { pageTitle } from "../../web/title";
import { certificateText } from "./certificate.text";

export const meta = pageTitle((locale) => certificateText(locale).title);

/** 身分驗證, the first time: which account is the card's owner's? */
export const loader = page({ as: "everybody" }, async ({ request, context }) => {
  const { visit, standing } = await requireStandingAt(request, context, "identify");
  return { name: standing.name, triesLeft: standing.triesLeft, login: visit.login };
});

export const action = page({ as: "everybody" }, async ({ request, context }) => {
  const visit = citizenCookie.read(request, context);
  if (!visit) return redirect(placeOf({ state: "none" }, "/"), 303);
  const login = fieldValue(await readForm(request), "login", 100);
  const read = claimedLogin(login, readPreferences(request.headers).locale);
  // What cannot be an account costs no try.
  if (!read.ok) return data({ login, error: read.message, why: null, triesLeft: null }, 422);
  const standing = await identifyCitizen(context.card, visit, login);
  const headers = await headersOf(request, context, standing);
  if (standing.state !== "signedIn")
    headers.append("Set-Cookie", citizenCookie.keep(context, { ...visit, login }));
  if (standing.state !== "identify") return redirect(placeOf(standing, visit.next), { status: 303, headers });
  if (standing.why === "card-proof-expired")
    return redirect("/certificate/refused?why=card-proof-expired", { status: 303, headers });
  const { why, triesLeft } = standing;
  return data({ login, error: undefined, why, triesLeft }, { status: 422, headers });
});

export default function Identify() {
  const page = useLoaderData<typeof loader>();
  const tried = useActionData<typeof action>();
  const text = certificateText(useLocale());
  const why = tried?.why ?? null;
  const login = tried?.login ?? page.login;
  return (
    <CertificateFrame title={text.identifyTitle}>
      <p className="lead">{text.identifyLead(page.name ?? "")}</p>
      {why !== null && (
        <Notice tone="error" role="alert" title={text.message(why)}>
          <p>{text.remedy(why)}</p>
        </Notice>
      )}
      <form className="form card card-padded" method="post" noValidate>
        <TextField
          name="login"
          label={text.login}
          hint={text.loginHint}
          error={tried?.error}
          defaultValue={login}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={100}
          required
        />
        <p className="soft num">{text.triesLeft(tried?.triesLeft ?? page.triesLeft)}</p>
        <div>
          <Button kind="primary">{text.identify}</Button>
        </div>
      </form>
      <section className="stack">
        <h2>{text.waysOn}</h2>
        <AskFromCard login={login} why={why} />
      </section>
    </CertificateFrame>
  );
}
