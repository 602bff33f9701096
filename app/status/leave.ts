import { redirect } from "@remix-run/node";
import { endedStatusLinkCookie } from "./status-link";
import { page } from "../web/access";

/** 結束查詢: the browser forgets the status link. */
export const action = page({ as: "everybody" }, () => {
  return redirect("/", { status: 303, headers: { "Set-Cookie": endedStatusLinkCookie } });
});

export const loader = page({ as: "everybody" }, () => {
  return redirect("/status");
});
