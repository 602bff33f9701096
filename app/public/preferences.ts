import { redirect } from "@remix-run/node";
import { page } from "../web/access";
import { preferencesCookie, preferencesFrom, readPreferences } from "../web/preferences";
import { ownPath } from "../web/own-path";
import { readForm } from "../web/form-fields";

/** Keeps language, text size and calendar in a cookie and leads back to where the visitor was. */
export const action = page({ as: "everybody" }, async ({ request, context }) => {
  const form = await readForm(request);
  const preferences = preferencesFrom(form, readPreferences(request.headers));
  const secure = context.environment.appUrl.startsWith("https:");
  return redirect(ownPath(form.get("returnTo")), {
    status: 303,
    headers: { "Set-Cookie": preferencesCookie(preferences, secure) },
  });
});

export const loader = page({ as: "everybody" }, () => {
  return redirect("/");
});
