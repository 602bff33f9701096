import type { BrowserContext, Page } from "playwright-core";
import { newToken } from "../../../accounts/access/secrets";
import { sessionRow } from "../../../accounts/access/sessions";
import { sessionCookie } from "../../../app/web/session";
import { insert } from "../../../db/change";
import type { World } from "./population";

/** Signs a person in as the desk does after a right password; the cookie that the desk's own code makes of it. */
export async function sessionOf(
  world: World,
  person: { id: string },
): Promise<{ name: string; value: string }> {
  const token = newToken(world.random);
  const at = world.clock.now;
  await world.store.commit({
    at,
    writes: [
      insert(
        "sessions",
        sessionRow({ token, personId: person.id, via: "password", address: "192.0.2.9", at }),
      ),
    ],
    audit: [],
  });
  const [pair = ""] = (await sessionCookie(token)).split(";");
  const [name = "", ...value] = pair.split("=");
  return { name, value: value.join("=") };
}

/**
 * A page of somebody who is signed in, in this browser. The form of the home page is not gone through: its own tests do
 * that (`public-path.test.ts`), and everybody who signs in with a mailed password.
 */
export async function signedIn(world: World, visitor: BrowserContext, person: { id: string }): Promise<Page> {
  const cookie = await sessionOf(world, person);
  const { hostname } = new URL(world.environment.appUrl);
  await visitor.addCookies([
    { ...cookie, domain: hostname, path: "/", httpOnly: true, secure: true, sameSite: "Lax" },
  ]);
  return visitor.newPage();
}
