import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { actOnBinding, bindingRefusals, bindingsOf } from "../../workflows/cards/citizen/binding-desk";
import { isRefusal } from "../../workflows/desk/refusal";
import { BoundCertificate, saidOf } from "../ui/card-reader/bound-certificate";
import { Button, Card, EmptyState, Notice } from "../ui/elements";
import { PublicPage } from "../ui/frames/public-page";
import { RefusedNotice } from "../ui/refused-notice";
import { page } from "../web/access";
import { pageRefusal } from "../web/refusals/refusal-page";
import { fieldValue, readForm } from "../web/form-fields";
import { useLocale } from "../web/page-facts";
import { disabledReason } from "../web/refusals/disabled-reason";
import { pageTitle } from "../web/title";
import { statusOf } from "../web/refusals/status-of";
import { boundCertificateText } from "../ui/card-reader/bound-certificate.text";

export const meta = pageTitle((locale) => boundCertificateText(locale).title);

const confirming = { type: "CONFIRM", by: "temporary-password" } as const;
const unbinding = { type: "UNBIND", reason: null } as const;

export const loader = page({ as: "signed-in" }, async ({ visitor, request, context }) => {
  const party = { kind: "owner", session: visitor.session } as const;
  const found = await bindingsOf(context, visitor.person.id);
  const bindings = await Promise.all(
    found.map(async (binding) => {
      const [refused] = await bindingRefusals(context, party, binding.id, [confirming]);
      return {
        ...binding,
        disabledReason: refused && binding.state === "waiting" ? disabledReason(refused) : null,
      };
    }),
  );
  const done = new URL(request.url).searchParams.get("done");
  return { bindings, done };
});

/** Confirms a certificate that waits, or unbinds one. */
export const action = page({ as: "signed-in" }, async ({ visitor: { session }, request, context }) => {
  const form = await readForm(request);
  const act = form.get("act") === "confirm" ? confirming : unbinding;
  try {
    const binding = fieldValue(form, "binding", 64);
    const state = await actOnBinding(context, { kind: "owner", session }, binding, act);
    return redirect(`/me/certificate?done=${state}`, 303);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return data({ refused: pageRefusal(error) }, statusOf(error));
  }
});

export default function OwnCertificate() {
  const { bindings, done } = useLoaderData<typeof loader>();
  const tried = useActionData<typeof action>();
  const text = boundCertificateText(useLocale());
  const said = saidOf(text, done);
  return (
    <PublicPage narrow>
      <div className="stack stack-wide">
        <h1>{text.title}</h1>
        {said && (
          <Notice tone="ok" role="status">
            {said}
          </Notice>
        )}
        <RefusedNotice refused={tried?.refused} />
        {bindings.length === 0 && (
          <Card>
            <EmptyState title={text.none}>{text.noneFor}</EmptyState>
          </Card>
        )}
        {bindings.map((binding) => (
          <Card key={binding.id} title={binding.state === "waiting" ? text.confirmTitle : undefined}>
            <form className="stack" method="post">
              <input type="hidden" name="binding" value={binding.id} />
              <BoundCertificate binding={binding} />
              {binding.state === "waiting" ? (
                <>
                  <RefusedNotice refused={binding.disabledReason} quiet />
                  <p>{text.confirmLead}</p>
                  <div className="row">
                    <Button
                      kind="decide"
                      name="act"
                      value="confirm"
                      disabled={binding.disabledReason !== null}
                    >
                      {text.confirm}
                    </Button>
                    <Button kind="danger" name="act" value="end">
                      {text.refuse}
                    </Button>
                  </div>
                </>
              ) : (
                <>
                  <p className="soft">{text.unbindLead}</p>
                  <div>
                    <Button kind="danger" name="act" value="end">
                      {text.unbind}
                    </Button>
                  </div>
                </>
              )}
            </form>
          </Card>
        ))}
        <p>
          <a href="/me">{text.back}</a>
        </p>
      </div>
    </PublicPage>
  );
}
