import { expect, it } from "vitest";
import { newToken, readSecrets } from "../../../accounts/access/secrets";
import { loggedPath } from "../../../app/web/logged-path";
import { newId } from "../../../db/ids";
import { bindingToken } from "../../../workflows/cards/citizen/binding-letters";

const random = (bytes: number) => new Uint8Array(bytes).fill(7);
const secrets = readSecrets(["a secret of a test, long enough for one"], random);

it.each([
  ["/status", newToken(random)],
  ["/password-link", newToken(random)],
  ["/confirm-address", newToken(random)],
  ["/certificate/confirm", bindingToken(secrets, newId(random))],
])("a log that names an address below %s names no token", (path, token) => {
  expect(loggedPath(`${path}/${token}`)).toBe(`${path}/…`);
});

it("a log names the case, and what is asked of it", () => {
  const path = "/api/v1/tickets/R1151123-0042/events";
  expect(loggedPath(path)).toBe(path);
});
