import { useActionData, useLoaderData } from "@remix-run/react";
import { StatusAct } from "./act-page";
import { statusActLoader, statusAction } from "./act";
import { pageTitle } from "../web/title";
import { statusActText } from "./status-acts.text";

export const meta = pageTitle((locale) => statusActText(locale).withdrawal.title);

export const loader = statusActLoader("WITHDRAW");

export const action = statusAction("withdrawal", () => ({ type: "WITHDRAW" }));

export default function StatusWithdrawal() {
  return (
    <StatusAct name="withdrawal" {...useLoaderData<typeof loader>()} tried={useActionData<typeof action>()} />
  );
}
