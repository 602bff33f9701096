import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { samples } from "../../../emails/samples";
import { renderMail } from "../../../emails/render";
import { written } from "../../support/mail/mail";

const folder = "app/styles";
const sheetOf = (name: string) =>
  readFileSync(`${folder}/${name}`, "utf8").replaceAll(/\/\*[\s\S]*?\*\//g, "");
const dark = "@media (prefers-color-scheme: dark)";

type Tokens = Record<string, string>;
const tokensOf = (sheet = ""): Tokens =>
  Object.fromEntries(
    [...sheet.matchAll(/--([\w-]+): (#[0-9a-f]+);/g)].map(([, name = "", hex = ""]) => [name, hex]),
  );
const [lightSheet, darkSheet] = sheetOf("tokens.css").split(dark);
const schemes = { light: tokensOf(lightSheet), dark: tokensOf(darkSheet) };

/** What text is set in, and what it stands on. */
const inks = ["ink", "soft", "brand", "brand-strong", "seal", "ok", "warn"];
const surfaces = ["paper", "card", "hover", "brand-wash", "seal-wash", "ok-wash", "warn-wash"];
/** Text on a filled button. */
const filled = [
  ["brand-ink", "brand"],
  ["brand-ink", "brand-strong"],
] as const;

/** Relative luminance of a colour in sRGB, from 0 to 1 (WCAG 2.2). */
function luminance(hex: string): number {
  const digits =
    hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit) : hex.slice(1).match(/../g);
  const [red = 0, green = 0, blue = 0] = (digits ?? []).map((pair) => {
    const share = parseInt(pair, 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio of two colours, from 1 to 21 (WCAG 2.2). */
function contrast(one = "", other = ""): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** The rules of a sheet, innermost only, with what each declares. */
function rulesOf(sheet: string) {
  return [...sheet.matchAll(/([^{};]+)\{([^{}]*)\}/g)].map(([, selector = "", body = ""]) => ({
    selectors: selector.split(",").map((one) => one.trim()),
    declared: Object.fromEntries(
      body.split(";").flatMap((one) => {
        const [name = "", value] = one.split(/:(.*)/s).map((part) => part.trim());
        return value === undefined ? [] : [[name.replace("background-color", "background"), value]];
      }),
    ),
  }));
}

it("contrast is WCAG's: 21 for black on white, 4.48 for the grey that just fails", () => {
  expect(contrast("#000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrast("#777777", "#fff")).toBeCloseTo(4.48, 2);
});

describe.each(["light", "dark"] as const)("in the %s", (scheme) => {
  const tokens = schemes[scheme];

  it("every colour for text is legible on every surface, by WCAG 2.2 AA", () => {
    const pairs = [...inks.flatMap((ink) => surfaces.map((surface) => [ink, surface] as const)), ...filled];
    const failing = pairs.filter(([ink, surface]) => !(contrast(tokens[ink], tokens[surface]) >= 4.5));
    expect(failing).toEqual([]);
  });
});

describe("the stylesheets", () => {
  const rules = readdirSync(folder)
    .filter((name) => name !== "print.css" && name !== "tokens.css")
    .flatMap((name) => rulesOf(sheetOf(name)).map((rule) => ({ ...rule, name })));

  it("set text in nothing but those colours", () => {
    const known = [...inks.map((ink) => `var(--${ink})`), "inherit", "var(--brand-ink)"];
    const others = rules.filter(({ declared: { color } }) => color !== undefined && !known.includes(color));
    expect(others).toEqual([]);
    expect(rules.filter(({ declared: { color } }) => color !== undefined).length).toBeGreaterThan(50);
  });

  it("set the text of filled buttons where they fill them", () => {
    const fills = filled.map(([ink, surface]) => `var(--${ink}) on var(--${surface})`);
    const found = rules
      .filter(({ declared: { color } }) => color === "var(--brand-ink)")
      .map(({ declared: { color, background } }) => `${color} on ${background}`);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((pair) => !fills.includes(pair))).toEqual([]);
  });

  it("stand text on nothing but those surfaces", () => {
    const known = [...surfaces.map((surface) => `var(--${surface})`), "none", "inherit", "transparent"];
    // Marks hold no text, and a mail in its frame brings its own surface.
    const holdsText = (selector: string) => !/::(before|after)$|^\.mail-frame$/.test(selector);
    const others = rules
      .filter(({ selectors }) => selectors.some(holdsText))
      .filter(
        ({ declared: { color, background } }) => color !== "var(--brand-ink)" && background !== undefined,
      )
      .filter(({ declared: { background = "" } }) => !known.includes(background))
      .map(
        ({ name, selectors, declared: { background } }) => `${name} ${selectors.join(", ")}: ${background}`,
      );
    expect(others).toEqual([]);
  });
});

describe("mails", () => {
  const { html } = renderMail(samples["temporary-password"], { ...written, locale: "zh-Hant-TW" });
  const [, sheet = ""] = /<style>([\s\S]*?)<\/style>/.exec(html) ?? [];
  const [light = "", night = ""] = sheet.split("@media (prefers-color-scheme:dark)");
  const coloured = (part: string) =>
    rulesOf(part).flatMap(({ selectors, declared }) =>
      (["color", "background"] as const).flatMap((name) => {
        const value = declared[name];
        return value === undefined ? [] : selectors.map((selector) => ({ selector, name, value }));
      }),
    );

  it("have the colours of the pages, light and dark", () => {
    for (const [part, tokens] of [
      [light, schemes.light],
      [night.slice(1), schemes.dark],
    ] as const) {
      const allowed = {
        color: inks.map((ink) => tokens[ink]),
        background: [...surfaces, "brand"].map((surface) => tokens[surface]),
      };
      const found = coloured(part);
      expect(found.length).toBeGreaterThan(5);
      expect(found.filter(({ name, value }) => !allowed[name].includes(value))).toEqual([]);
    }
  });

  it("change every one of them in the dark", () => {
    const places = (part: string) =>
      coloured(part)
        .map(({ selector, name }) => `${selector} ${name}`)
        .sort();
    expect(places(night.slice(1))).toEqual(places(light));
  });
});
