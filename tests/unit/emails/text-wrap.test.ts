import fc from "fast-check";
import { expect, test } from "vitest";
import { displayWidth, wrap } from "../../../emails/text-wrap";

test("a Chinese character takes two columns, a Latin letter one, a combining mark none", () => {
  expect(displayWidth("人事服務網")).toBe(10);
  expect(displayWidth("R1151123-0042")).toBe(13);
  expect(displayWidth("e\u0301")).toBe(1);
});

test("no line is wider than asked for", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", maxLength: 300 }),
      fc.integer({ min: 8, max: 80 }),
      (text, width) => {
        for (const line of wrap(text.replaceAll("://", ""), width))
          expect(displayWidth(line)).toBeLessThanOrEqual(width);
      },
    ),
  );
});

test("nothing but spaces is lost at the breaks", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
      expect(wrap(text, 20).join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
    }),
  );
});

test("closing punctuation never begins a line and opening punctuation never ends one", () => {
  for (let width = 10; width < 40; width++)
    for (const line of wrap("請登入後由「待辦事項」辦理，否則請洽客服（分機 3217）。謝謝您，再見！", width)) {
      expect(line).not.toMatch(/^[，。」）！]/);
      expect(line).not.toMatch(/[「（]$/);
    }
});

test("an address of the web stays in one piece however long it is", () => {
  const address = `https://ecpa.example.gov.tw/status/${"x".repeat(100)}`;
  expect(wrap(`網址 ${address}`, 72)).toContain(address);
});

test("a moment stays in one piece", () => {
  expect(wrap("最遲 115/11/23（一）16:10 答覆", 22)).toEqual(["最遲", "115/11/23（一）16:10", "答覆"]);
});
