import { useActionData, useLoaderData } from "@remix-run/react";
import { StatusAct } from "./act-page";
import { statusActLoader, statusAction } from "./act";
import { pageTitle } from "../web/title";
import { statusActText } from "./status-acts.text";

export const meta = pageTitle((locale) => statusActText(locale).handover.title);

export const loader = statusActLoader("HAND_OVER");

export const action = statusAction("handover", (reason) => ({ type: "HAND_OVER", to: "helpdesk", reason }));

export default function StatusHandover() {
  return (
    <StatusAct name="handover" {...useLoaderData<typeof loader>()} tried={useActionData<typeof action>()} />
  );
}
