import { redirect } from "@remix-run/node";
import { standingOf } from "../../../workflows/cards/citizen/citizen-desk";
import { page } from "../../web/access";
import { emptyHelpRequestDraft, helpRequestDraftCookie } from "../../web/help-request-draft";
import { citizenCookie } from "./visit";
import { fieldValue, readForm } from "../../web/form-fields";
import { readPreferences } from "../../web/preferences";
import { certificateText } from "./certificate.text";

/** Begins a request for help with what is known from the card filled in; it travels in a sealed cookie. */
export const action = page({ as: "everybody" }, async ({ request, context }) => {
  const form = await readForm(request);
  const { locale } = readPreferences(request.headers);
  const visit = citizenCookie.read(request, context);
  const standing = visit ? await standingOf(context.card, visit) : null;
  const name = standing && standing.state !== "none" ? (standing.name ?? "") : "";
  const text = certificateText(locale);
  const why = fieldValue(form, "why", 60);
  const draft = {
    ...emptyHelpRequestDraft,
    name,
    login: fieldValue(form, "login", 100) || (visit?.login ?? ""),
    story: text.story(why === "" ? "" : text.message(why)),
  };
  return redirect("/ask?reason=certificate", {
    status: 303,
    headers: { "Set-Cookie": helpRequestDraftCookie.keep(context, draft) },
  });
});
