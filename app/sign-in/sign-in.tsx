import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { HomePage } from "./home-page";
import type { FailedSignIn } from "./sign-in-failed";
import { page } from "../web/access";
import { formIdempotency } from "../web/form-actions";
import { fieldValue, readForm } from "../web/form-fields";
import { homeFacts } from "./home-facts";
import { ownPath } from "../web/own-path";
import { sessionCookie } from "../web/session";
import { isTooBusy } from "../../accounts/passwords/concurrency-limit";

export const handle = { interactive: true, card: true };

/** The form is on the home page; here it stands once more after a failed try. */
export const loader = page({ as: "everybody" }, ({ context }) => {
  return homeFacts(context, "/");
});

const statusOf = {
  empty: 422,
  wrong: 422,
  used: 422,
  expired: 422,
  voided: 422,
  "signed-out": 409,
  paused: 429,
  busy: 503,
} as const;

/** 帳號登入. A failed try shows the home page again with the login kept; the password is never sent back. */
export const action = page({ as: "everybody" }, async ({ request, context }) => {
  const form = await readForm(request);
  const account = fieldValue(form, "account", 200);
  const password = fieldValue(form, "password");
  const next = ownPath(form.get("next"));
  const { key } = formIdempotency(context, request, form);
  const fail = (failed: FailedSignIn) =>
    data({ failed, next: next === "/" ? undefined : next }, statusOf[failed.outcome]);

  if (account.trim() === "" || password === "") return fail({ outcome: "empty", account });
  try {
    const result = await context.signIn.signIn({
      login: account,
      password,
      address: context.address,
      formKey: key,
    });
    if (!("token" in result)) return fail({ account, ...result });
    const to = next === "/" ? "/identity" : `/identity?next=${encodeURIComponent(next)}`;
    return redirect(to, { status: 303, headers: { "Set-Cookie": await sessionCookie(result.token) } });
  } catch (error) {
    if (isTooBusy(error)) return fail({ outcome: "busy", account });
    throw error;
  }
});

export default function SignIn() {
  return <HomePage {...useLoaderData<typeof loader>()} {...useActionData<typeof action>()} />;
}
