import { redirect } from "@remix-run/node";
import { endedStatusLinkCookie } from "./status-link";

/** 結束查詢: the browser forgets the status link. */
export function action() {
  return redirect("/", { status: 303, headers: { "Set-Cookie": endedStatusLinkCookie } });
}

export function loader() {
  return redirect("/status");
}
