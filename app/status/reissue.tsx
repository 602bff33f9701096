import { useActionData, useLoaderData } from "@remix-run/react";
import { StatusAct } from "./act-page";
import { statusActLoader, statusAction } from "./act";
import { pageTitle } from "../web/title";
import { statusActText } from "./status-acts.text";

export const meta = pageTitle((locale) => statusActText(locale).reissue.title);

export const loader = statusActLoader("REISSUE");

export const action = statusAction("reissue", () => ({ type: "REISSUE" }));

export default function StatusReissue() {
  return (
    <StatusAct name="reissue" {...useLoaderData<typeof loader>()} tried={useActionData<typeof action>()} />
  );
}
