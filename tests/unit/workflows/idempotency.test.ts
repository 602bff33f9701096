import { createHash, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readSecrets } from "../../../accounts/access/secrets";
import { onceOnly } from "../../../workflows/desk/idempotency";

const call = { route: "/ask/details", key: "form-key-1" };
const form = [["login", "A123456789"]];
const bodyUnder = (secret: string) => onceOnly(readSecrets([secret], randomBytes), call, form).body;

describe("what is kept of a form so as to know it again", () => {
  it("is the same for the same content, and another for another", () => {
    const secrets = readSecrets(["one secret of thirty-two characters"], randomBytes);
    expect(onceOnly(secrets, call, form)).toEqual(onceOnly(secrets, call, form));
    expect(onceOnly(secrets, call, [["login", "A123456788"]]).body).not.toBe(
      onceOnly(secrets, call, form).body,
    );
  });

  it("is known again under an older secret, as long as that is listed", () => {
    const [older, newer] = ["one secret of thirty-two characters", "another secret of thirty-two characters"];
    const both = onceOnly(readSecrets([newer, older], randomBytes), call, form);
    expect(both.body).toBe(bodyUnder(newer));
    expect(both.bodies).toEqual([bodyUnder(newer), bodyUnder(older)]);
  });

  it("tells nobody without the desk's secret which national ID was in it", () => {
    const kept = bodyUnder("one secret of thirty-two characters");
    expect(kept).not.toContain(createHash("sha256").update(JSON.stringify(form)).digest("hex"));
    expect(kept).not.toBe(bodyUnder("another secret of thirty-two characters"));
  });
});
