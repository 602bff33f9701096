import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { PasswordProfile } from "../../accounts/passwords/throttle";
import { setOwnPassword } from "../../workflows/sign-in/own-password";
import { tokenOfForm } from "../../accounts/access/sessions";
import { ErrorSummary, type FormErrors } from "../ui/error-summary";
import { TextField } from "../ui/field";
import { IdempotencyField } from "../ui/idempotency-field";
import { NewPasswordFields } from "../ui/password/new-password-fields";
import { Button } from "../ui/elements";
import { DateTime } from "../ui/time";
import { PublicPage } from "../ui/frames/public-page";
import { ExpiredPage } from "../ui/password/expired-page";
import { page } from "../web/access";
import { formIdempotency, newFormKey } from "../web/form-actions";
import { fieldValue, readForm } from "../web/form-fields";
import { knownBrowserCookie } from "../web/known-browser";
import { passwordErrors } from "../ui/password/password-problems";
import { useLocale } from "../web/page-facts";
import { readPreferences } from "../web/preferences";
import { sessionCookie, sessionOf, sessionToken } from "../web/session";
import { pageTitle } from "../web/title";
import { ownPasswordText } from "../ui/password/own-password.text";

export const meta = pageTitle((locale) => ownPasswordText(locale).setTitle);

/** Open to a session that a temporary password began, and to no other. */
export const loader = page({ as: "everybody" }, async ({ request, context }) => {
  const session = await sessionOf(request, context);
  if (session?.kind === "full") throw redirect("/me");
  const person = session && (await context.store.people.byId(session.personId));
  const ticket = session?.ticketId ? await context.store.tickets.byId(session.ticketId) : undefined;
  if (!person || !ticket) return { open: false as const };
  return {
    open: true as const,
    until: session.expiresAt,
    login: person.account ?? person.nationalIdMasked,
    chooses: person.account === null && ticket.kind === "first-login",
    profile: context.environment.passwordProfile,
    formKey: newFormKey(context),
  };
});

export const action = page({ as: "everybody" }, async ({ request, context }) => {
  const { locale, calendar } = readPreferences(request.headers);
  const text = ownPasswordText(locale);
  const form = await readForm(request);
  const typed = (name: string) => fieldValue(form, name);
  const account = typed("account");
  const from = (await sessionToken(request)) ?? "";
  const token = tokenOfForm(context.secrets, from, formIdempotency(context, request, form).key);
  const done = async (set?: { personId: string; browser: string }) => {
    const headers = new Headers({ "Set-Cookie": await sessionCookie(token) });
    if (set) headers.append("Set-Cookie", knownBrowserCookie(request, context, set));
    return redirect("/me?done=set", { status: 303, headers });
  };
  const fail = (errors: FormErrors, expired = false) =>
    data({ errors, account, expired }, { status: expired ? 409 : 422 });

  const session = await sessionOf(request, context);
  // Sent twice: the first did it, and left the session that this form leads to.
  if (!session) return (await context.signIn.sessionOf(token)) ? done() : fail({}, true);
  if (typed("password") === "") return fail({ password: text.missing });

  const wanted = { password: typed("password"), repeated: typed("repeated"), account };
  const result = await setOwnPassword(context.ownPassword, session, wanted, token);
  if (result.outcome === "set") return done(result);
  if (result.outcome === "expired") return (await context.signIn.sessionOf(token)) ? done() : fail({}, true);
  const accountWords = { "account-shape": text.accountShape, "account-taken": text.accountTaken };
  return fail({
    account: result.account ? accountWords[result.account] : undefined,
    ...passwordErrors(result, { locale, calendar }),
  });
});

export default function SetPassword() {
  const page = useLoaderData<typeof loader>();
  const tried = useActionData<typeof action>();
  const text = ownPasswordText(useLocale());
  return (
    <PublicPage narrow>
      {page.open && !tried?.expired ? (
        <Form {...page} />
      ) : (
        <ExpiredPage title={text.expired} why={text.expiredWhy} />
      )}
    </PublicPage>
  );
}

interface FormProps {
  until: number;
  login: string;
  /** The person may choose a 自訂帳號. */
  chooses: boolean;
  profile: PasswordProfile;
  formKey: string;
}

function Form({ until, login, chooses, profile, formKey }: FormProps) {
  const text = ownPasswordText(useLocale());
  const { errors = {}, account } = useActionData<typeof action>() ?? {};
  return (
    <form className="form" method="post" noValidate>
      <header>
        <h1>{text.setTitle}</h1>
        <p className="lead">{text.setLead}</p>
        <p className="soft">
          {text.until} <DateTime strong at={until} /> {text.untilEnd}
        </p>
      </header>
      <ErrorSummary errors={errors} />
      <IdempotencyField value={formKey} />
      {chooses ? (
        <TextField
          name="account"
          label={text.account}
          hint={text.accountHint}
          error={errors.account}
          defaultValue={account}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={30}
        />
      ) : (
        // For password managers, which otherwise save the password under no name.
        <input
          className="visually-hidden"
          type="text"
          autoComplete="username"
          value={login}
          readOnly
          tabIndex={-1}
          aria-hidden
        />
      )}
      <NewPasswordFields profile={profile} errors={errors} />
      <div>
        <Button kind="primary">{text.set}</Button>
      </div>
    </form>
  );
}
