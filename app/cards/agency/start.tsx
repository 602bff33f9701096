import { useLoaderData } from "@remix-run/react";
import { useState } from "react";
import { CardFrame } from "./frame";
import { CardSigning } from "../../ui/card-reader/card-signing";
import { ErrorSummary } from "../../ui/error-summary";
import { TextField } from "../../ui/field";
import { visitCookie } from "../../ui/card-reader/card-visit";
import { page } from "../../web/access";
import { useLocale } from "../../web/page-facts";
import { pageTitle } from "../../web/title";
import { agencyCardText } from "./agency-card.text";

export const handle = { interactive: true, card: true };

export const meta = pageTitle((locale) => agencyCardText(locale).title);

export const loader = page({ as: "everybody" }, ({ request, context }) => {
  return {
    componentUrl: context.environment.cardComponentUrl,
    keeper: visitCookie.read(request, context)?.keeper ?? null,
  };
});

export default function ProveCard() {
  const { componentUrl, keeper } = useLoaderData<typeof loader>();
  const text = agencyCardText(useLocale());
  const [errors, setErrors] = useState<Record<string, string>>({});
  return (
    <CardFrame step={1} title={text.proveTitle}>
      <noscript>
        <div className="notice notice-warn">
          <p className="notice-title">{text.noScript}</p>
          <p>
            {text.noScriptRemedy}
            <a href="/ask?reason=forgot">{text.noScriptAsk}</a>
          </p>
        </div>
      </noscript>
      <div className="stack stack-tight">
        <p>{text.lead}</p>
        <p>
          {text.need} <a href="/component-check">{text.check}</a>
        </p>
      </div>
      <div className="card card-padded">
        <CardSigning
          componentUrl={componentUrl}
          requestTo="/agency-card/proof-request"
          answerTo="/agency-card/proof"
          button={text.prove}
          wayOut={{ to: "/agency-card/handover", label: text.toHelpdesk }}
          onErrors={setErrors}
        >
          <ErrorSummary errors={errors} />
          <TextField
            name="name"
            label={text.name}
            defaultValue={keeper?.name}
            error={errors.name}
            autoComplete="name"
            maxLength={50}
            required
          />
          <div className="card-keeper">
            <TextField
              name="title"
              label={text.jobTitle}
              defaultValue={keeper?.title}
              error={errors.title}
              autoComplete="organization-title"
              maxLength={50}
              required
            />
            <TextField
              name="extension"
              label={text.extension}
              defaultValue={keeper?.extension}
              error={errors.extension}
              autoComplete="tel-extension"
              maxLength={20}
              required
            />
          </div>
          <p className="field-hint">{text.extensionHint}</p>
        </CardSigning>
      </div>
    </CardFrame>
  );
}
