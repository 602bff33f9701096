import { describe, expect, it } from "vitest";
import {
  hashPassword,
  isAmongHashes,
  nobodysHash,
  verifyPassword,
} from "../../../accounts/passwords/password-hash";
import { concurrencyLimit } from "../../../accounts/passwords/concurrency-limit";

describe("a password's hash", () => {
  it("is argon2id of OWASP's cost and verifies its password only", async () => {
    const hash = await hashPassword("a lantern over the harbour");
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verifyPassword(hash, "a lantern over the harbour")).toBe(true);
    expect(await verifyPassword(hash, "a lantern over the harbor")).toBe(false);
  });

  it("does not mind how an accent was composed", async () => {
    const hash = await hashPassword("caf\u00e9 au lait at noon");
    expect(await verifyPassword(hash, "cafe\u0301 au lait at noon")).toBe(true);
  });

  it("of nobody has the same cost and never matches", async () => {
    expect(await verifyPassword(null, "nobodys password !")).toBe(false);
    const [known, nobodys] = [await hashPassword("something else entirely"), nobodysHash].map((hash) => {
      const [, algorithm, version, cost, , digest] = hash.split("$");
      return { algorithm, version, cost, digest: digest?.length };
    });
    expect(nobodys).toMatchObject({
      algorithm: known?.algorithm,
      version: known?.version,
      cost: known?.cost,
    });
    expect(nobodys?.digest).toBe(known?.digest);
  });

  it("is found among the last ones", async () => {
    const former = await Promise.all(
      ["one of the older ones", "another of the older ones"].map(hashPassword),
    );
    expect(await isAmongHashes(former, "another of the older ones")).toBe(true);
    expect(await isAmongHashes(former, "none of the older ones")).toBe(false);
    expect(await isAmongHashes([], "none of the older ones")).toBe(false);
  });
});

describe("concurrencyLimit", () => {
  it("let so many run at once, the others in turn, and turn away whom the waiting room cannot hold", async () => {
    const inTurn = concurrencyLimit(2, 3);
    const order: number[] = [];
    const release: (() => void)[] = [];
    const work = (number: number) =>
      inTurn(async () => {
        order.push(number);
        await new Promise<void>((done) => release.push(done));
        return number;
      });
    const results = [1, 2, 3, 4, 5].map(work);
    await expect(work(6)).rejects.toMatchObject({ code: "too-busy" });
    expect(order).toEqual([1, 2]);
    while (order.length < 5 || release.length > 0) {
      release.shift()?.();
      await Promise.resolve();
    }
    expect(await Promise.all(results)).toEqual([1, 2, 3, 4, 5]);
    expect(order).toEqual([1, 2, 3, 4, 5]);
  });

  it("are given back when the work fails", async () => {
    const inTurn = concurrencyLimit(1, 0);
    await expect(inTurn(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await inTurn(() => Promise.resolve("yes"))).toBe("yes");
  });
});
