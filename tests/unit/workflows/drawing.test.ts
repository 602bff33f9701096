import { expect, it } from "vitest";
import { machinesPage } from "../../support/machines/drawing";

it("the state diagrams in docs/machines.md are those of the machines", async () => {
  const page = new URL("../../../docs/machines.md", import.meta.url);
  await expect(machinesPage()).toMatchFileSnapshot(page.pathname);
});
