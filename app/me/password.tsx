import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { formatDateTime } from "../../language/minguo";
import { changePassword } from "../../workflows/sign-in/change-password";
import { tokenOfForm } from "../../accounts/access/sessions";
import { ErrorSummary, type FormErrors } from "../ui/error-summary";
import { TextField } from "../ui/field";
import { IdempotencyField } from "../ui/idempotency-field";
import { NewPasswordFields } from "../ui/password/new-password-fields";
import { Button } from "../ui/elements";
import { PublicPage } from "../ui/frames/public-page";
import { page } from "../web/access";
import { formIdempotency, newFormKey } from "../web/form-actions";
import { fieldValue, readForm } from "../web/form-fields";
import { knownBrowserCookie } from "../web/known-browser";
import { passwordErrors } from "../ui/password/password-problems";
import { useLocale } from "../web/page-facts";
import { readPreferences } from "../web/preferences";
import { isPasswordOverdue, requireVisitor, sessionCookie, sessionOf, sessionToken } from "../web/session";
import { pageTitle } from "../web/title";
import { ownPasswordText } from "../ui/password/own-password.text";

export const meta = pageTitle((locale) => ownPasswordText(locale).changeTitle);

export const loader = page({ as: "signed-in" }, ({ visitor, context }) => {
  return {
    login: visitor.person.account ?? visitor.person.nationalIdMasked,
    profile: context.environment.passwordProfile,
    overdue: isPasswordOverdue(visitor, context),
    formKey: newFormKey(context),
  };
});

export const action = page({ as: "everybody" }, async ({ request, context }) => {
  const preferences = readPreferences(request.headers);
  const { locale, calendar } = preferences;
  const text = ownPasswordText(locale);
  const form = await readForm(request);
  const typed = (name: string) => fieldValue(form, name);
  const from = (await sessionToken(request)) ?? "";
  const token = tokenOfForm(context.secrets, from, formIdempotency(context, request, form).key);
  const done = async (changed?: { personId: string; browser: string }) => {
    const headers = new Headers({ "Set-Cookie": await sessionCookie(token) });
    if (changed) headers.append("Set-Cookie", knownBrowserCookie(request, context, changed));
    return redirect("/me?done=changed", { status: 303, headers });
  };
  const fail = (errors: FormErrors) => data({ errors }, 422);

  const session = await sessionOf(request, context);
  // Sent twice: the first did it, and left the session that this form leads to.
  if (!session && (await context.signIn.sessionOf(token))) return done();
  const visitor = await requireVisitor(request, context);
  if (typed("password") === "") return fail({ password: text.missing });

  const change = { current: typed("current"), password: typed("password"), repeated: typed("repeated") };
  const result = await changePassword(context.ownPassword, visitor.session, change, token);
  switch (result.outcome) {
    case "changed":
      return done({ personId: visitor.person.id, browser: result.browser });
    case "wrong-current":
      return fail({ current: text.wrongCurrent });
    case "paused":
      return fail({ current: text.paused(formatDateTime(result.until, calendar, locale)) });
    case "refused":
      return fail(passwordErrors(result, preferences));
    case "expired":
      return (await context.signIn.sessionOf(token)) ? done() : redirect("/", 303);
  }
});

export default function ChangePassword() {
  const { login, profile, overdue, formKey } = useLoaderData<typeof loader>();
  const errors: FormErrors = useActionData<typeof action>()?.errors ?? {};
  const text = ownPasswordText(useLocale());
  return (
    <PublicPage narrow>
      <form className="form" method="post" noValidate>
        <header>
          <h1>{text.changeTitle}</h1>
          <p className="lead">{overdue ? text.overdue : text.changeLead}</p>
        </header>
        <ErrorSummary errors={errors} />
        <IdempotencyField value={formKey} />
        {/* For password managers, which otherwise save the password under no name. */}
        <input
          className="visually-hidden"
          type="text"
          autoComplete="username"
          value={login}
          readOnly
          tabIndex={-1}
          aria-hidden
        />
        <TextField
          name="current"
          type="password"
          label={text.current}
          error={errors.current}
          autoComplete="current-password"
          required
        />
        <NewPasswordFields profile={profile} errors={errors} />
        <div className="row">
          <Button kind="primary">{text.change}</Button>
          {!overdue && <a href="/me">{text.cancel}</a>}
        </div>
      </form>
    </PublicPage>
  );
}
