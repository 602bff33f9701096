import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { HomePage } from "./home-page";
import type { FailedSignIn } from "./sign-in-failed";
import { page } from "../web/access";
import { formIdempotency } from "../web/form-actions";
import { fieldValue, readForm } from "../web/form-fields";
import { homeFacts } from "./home-facts";
import { ownPath } from "../web/own-path";
import { knownBrowserCookie, shownBy } from "../web/known-browser";
import { openedSessionCookie } from "../web/session";
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
  "lane-full": 429,
  "too-busy": 503,
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
      shown: await shownBy(request, context),
    });
    if (!("token" in result)) return fail({ account, ...result });
    const to = next === "/" ? "/identity" : `/identity?next=${encodeURIComponent(next)}`;
    const headers = new Headers({ "Set-Cookie": await openedSessionCookie(request, context, result.token) });
    if ("browser" in result) headers.append("Set-Cookie", knownBrowserCookie(request, context, result));
    return redirect(to, { status: 303, headers });
  } catch (error) {
    if (isTooBusy(error)) return fail({ outcome: error.code, account });
    throw error;
  }
});

export default function SignIn() {
  return <HomePage {...useLoaderData<typeof loader>()} {...useActionData<typeof action>()} />;
}
