import { newToken } from "../../../accounts/access/secrets";
import type { World } from "./population";
import { sessionOf } from "./session";

export interface PlainPage {
  status: number;
  /** The page's words, without tags. */
  text: string;
}

/** A signed-in person whose browser shows words and sends forms, and nothing else: what a page says, without Chromium. */
export async function plainVisitor(world: World, site: string, person: { id: string }) {
  const { name, value } = await sessionOf(world, person);
  const headers = { Cookie: `${name}=${value}`, "Accept-Language": "zh-TW", "Sec-Fetch-Site": "same-origin" };
  const page = async (path: string, init: RequestInit = {}): Promise<PlainPage> => {
    const response = await fetch(site + path, { redirect: "manual", ...init, headers });
    const html = await response.text();
    return { status: response.status, text: html.replaceAll(/<script[\s\S]*?<\/script>|<[^>]+>/g, "") };
  };
  return {
    /** What its browser sends with every request. */
    headers,
    open: (path: string) => page(path),
    send: (path: string, fields: Record<string, string> = {}) =>
      page(path, {
        method: "POST",
        body: new URLSearchParams({ "idempotency-key": newToken(world.random).slice(0, 22), ...fields }),
      }),
  };
}
