import { describe, expect, it } from "vitest";
import { sentEvent } from "../../../app/api/schemas";
import { readAct } from "../../../app/desk/ticket/form-acts";
import { acts, actsBy, takesReason } from "../../../workflows/machines/acts";
import { longest } from "../../../language/lengths";

const form = (fields: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
};
const nameOf = (type: string) => type.toLowerCase().replaceAll("_", "-");

describe("the form of an agent's act", () => {
  it("is read for every act of the registry that is an agent's and needs nothing", () => {
    const bare = actsBy("agent").filter((type) => Object.keys(acts[type].fields).length === 0);
    expect(bare).toContain("CLAIM");
    for (const type of bare) expect(readAct(form({ act: nameOf(type) }))).toMatchObject({ event: { type } });
  });

  it("reads a box that is ticked and one that is not, and both buttons of a check", () => {
    const verify = (box: Record<string, string>) => readAct(form({ act: "verify", ...box }));
    expect(verify({ disableOldPassword: "on" })).toMatchObject({ event: { disableOldPassword: true } });
    expect(verify({})).toMatchObject({ event: { disableOldPassword: false } });
    const check = (passed: Record<string, string>) =>
      readAct(form({ act: "record-check", check: "call-back", ...passed }));
    expect(check({ passed: "yes" })).toMatchObject({ event: { check: "call-back", passed: true } });
    expect(check({ passed: "no" })).toMatchObject({ event: { passed: false } });
    expect(check({})).toBeNull();
  });

  it("is refused where it is the system's, another's, or no act at all", () => {
    for (const act of ["mail-accepted", "approve", "identify", "CLAIM", "constructor", ""])
      expect(readAct(form({ act })), act).toBeNull();
  });

  it("takes reasons as long as the API does, and no longer", () => {
    const reasoned = actsBy("agent").filter(takesReason);
    expect(reasoned).toContain("DISMISS");
    for (const type of reasoned)
      for (const [length, taken] of [
        [longest.reason, true],
        [longest.reason + 1, false],
      ] as const) {
        const fields = { reason: "理".repeat(length), ...(type === "HAND_OVER" && { to: "helpdesk" }) };
        expect(readAct(form({ act: nameOf(type), ...fields })) !== null, type).toBe(taken);
        expect(sentEvent.safeParse({ type, ...fields }).success, type).toBe(taken);
      }
  });
});
