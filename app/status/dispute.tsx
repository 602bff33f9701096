import { useActionData, useLoaderData } from "@remix-run/react";
import { StatusAct } from "./act-page";
import { statusActLoader, statusAction } from "./act";
import { pageTitle } from "../web/title";
import { statusActText } from "./status-acts.text";

export const meta = pageTitle((locale) => statusActText(locale).dispute.title);

export const loader = statusActLoader("DISPUTE");

export const action = statusAction("dispute", () => ({ type: "DISPUTE" }));

export default function StatusDispute() {
  return (
    <StatusAct name="dispute" {...useLoaderData<typeof loader>()} tried={useActionData<typeof action>()} />
  );
}
