import { useActionData, useLoaderData } from "@remix-run/react";
import { StatusAct } from "./act-page";
import { statusActLoader, statusAction } from "./act";
import { pageTitle } from "../web/title";
import { statusActText } from "./status-acts.text";

export const meta = pageTitle((locale) => statusActText(locale).supplement.title);

export const loader = statusActLoader("SUPPLEMENT");

export const action = statusAction("supplement", (text) => ({ type: "SUPPLEMENT", text }));

export default function StatusSupplement() {
  return (
    <StatusAct name="supplement" {...useLoaderData<typeof loader>()} tried={useActionData<typeof action>()} />
  );
}
