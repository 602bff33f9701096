import { data, redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { oneLine } from "../../language/typed-text";
import type { Locale } from "../../language/locale";
import { ask } from "../../workflows/requests/request-help";
import { AskDetailsForm } from "./details-form";
import { PublicPage } from "../ui/frames/public-page";
import { isTooBusy } from "../../accounts/passwords/concurrency-limit";
import { page } from "../web/access";
import { formIdempotency, newFormKey } from "../web/form-actions";
import { agencyOf, choicesOf, kindOf, receiptCookie, stepUrl } from "./steps";
import { claimedLogin } from "../ui/claimed-login";
import { fieldValue, readForm } from "../web/form-fields";
import {
  emptyHelpRequestDraft,
  helpRequestDraftCookie,
  helpRequestDraftSchema,
  type HelpRequestDraft,
} from "../web/help-request-draft";
import { readPreferences } from "../web/preferences";
import { tooBusyRefusal, tooBusyStatus } from "../web/refusals/too-busy";
import { pageTitle } from "../web/title";
import { askText } from "./ask.text";

export const meta = pageTitle((locale) => askText(locale).detailsTitle);

export const loader = page({ as: "everybody" }, async ({ request, context }) => {
  const { reason, path, agency } = await settled(request, context);
  return {
    reason,
    path,
    agency: agency && { id: agency.id, fullName: agency.fullName },
    draft: helpRequestDraftCookie.read(request, context) ?? emptyHelpRequestDraft,
    formKey: newFormKey(context),
  };
});

const schemaIn = (locale: Locale) => {
  const text = askText(locale);
  return z.object({
    name: z.string().overwrite(oneLine).min(1, text.nameMissing).max(50, text.nameLong),
    login: z.string(),
    contact: z.string().overwrite(oneLine).min(1, text.contactMissing).max(100, text.contactLong),
    story: z.string().trim().max(500, text.storyLong),
  });
};

export const action = page({ as: "everybody" }, async ({ request, context }) => {
  const { reason, path, agency } = await settled(request, context);
  const { locale } = readPreferences(request.headers);
  const form = await readForm(request);
  const draft = draftOf(form);

  const back = form.get("change");
  if (back === "reason" || back === "path" || back === "agency") {
    const kept = { reason: { reason: null }, path: { reason }, agency: { reason, path } }[back];
    const to = stepUrl(back === "agency" ? "/agency" : "", kept);
    return redirect(to, {
      status: 303,
      headers: { "Set-Cookie": helpRequestDraftCookie.keep(context, draft) },
    });
  }

  const read = schemaIn(locale).safeParse(draft);
  const login = claimedLogin(draft.login, locale);
  if (!read.success || !login.ok) {
    const errors = read.error ? z.flattenError(read.error).fieldErrors : {};
    return data(
      {
        draft,
        errors: {
          name: errors.name?.[0],
          login: login.ok ? undefined : login.message,
          contact: errors.contact?.[0],
          story: errors.story?.[0],
        },
      },
      422,
    );
  }

  const asked = await ask(
    context,
    {
      kind: kindOf(reason),
      path,
      claim: {
        agencyId: agency?.id ?? null,
        name: read.data.name,
        account: login.account,
        nationalId: login.nationalId,
        contact: read.data.contact,
        story: read.data.story || null,
        locale,
      },
      address: context.address,
    },
    formIdempotency(context, request, form),
  ).catch((error: unknown) => {
    if (isTooBusy(error)) return error;
    throw error;
  });
  if (asked instanceof Error)
    return data({ draft, errors: {}, refused: tooBusyRefusal(asked) }, tooBusyStatus(asked));
  const headers = new Headers();
  headers.append("Set-Cookie", receiptCookie.keep(context, { ...asked, path }));
  headers.append("Set-Cookie", helpRequestDraftCookie.forget());
  return redirect("/ask/receipt", { status: 303, headers });
});

export default function AskDetails() {
  const { reason, path, agency, draft, formKey } = useLoaderData<typeof loader>();
  const tried = useActionData<typeof action>();
  return (
    <PublicPage narrow>
      <AskDetailsForm
        {...{ reason, path, agency, formKey }}
        draft={tried?.draft ?? draft}
        errors={tried?.errors ?? {}}
        refused={tried && "refused" in tried ? tried.refused : null}
      />
    </PublicPage>
  );
}

/** What the steps before have settled; whoever comes without goes back to the first that is missing. */
async function settled(request: Request, context: LoaderFunctionArgs["context"]) {
  const choices = choicesOf(new URL(request.url));
  const { reason, path } = choices;
  if (!reason || !path) throw redirect(stepUrl("", { reason }));
  const agency = await agencyOf(context, choices);
  if (agency === undefined) throw redirect(stepUrl("/agency", { reason, path }));
  return { reason, path, agency };
}

/** Everything typed, cut to what the cookie holds. */
function draftOf(form: FormData): HelpRequestDraft {
  const typed = (name: keyof HelpRequestDraft, most: number) => fieldValue(form, name, most);
  return helpRequestDraftSchema.parse({
    name: typed("name", 200),
    login: typed("login", 100),
    contact: typed("contact", 200),
    story: typed("story", 600),
  });
}
