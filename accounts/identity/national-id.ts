import { defineText } from "../../language/text";
import type { Random } from "../../db/types";

/** What the number is: a national ID, or a resident certificate number of the old (two letters) or new form. */
export type NationalIdKind = "citizen" | "resident" | "resident-old";

/** What is wrong with a number. */
export type NationalIdProblem = "empty" | "length" | "letter" | "second" | "digits" | "check-digit";

export type NationalIdVerdict =
  { ok: true; value: string; kind: NationalIdKind } | { ok: false; code: NationalIdProblem };

/**
 * The value of each first letter (戶政 letter table). It goes by the order in which counties were given letters, so I, O,
 * W and Z stand out of line.
 */
const letterValues: Readonly<Record<string, number>> = {
  A: 10,
  B: 11,
  C: 12,
  D: 13,
  E: 14,
  F: 15,
  G: 16,
  H: 17,
  I: 34,
  J: 18,
  K: 19,
  L: 20,
  M: 21,
  N: 22,
  O: 35,
  P: 23,
  Q: 24,
  R: 25,
  S: 26,
  T: 27,
  U: 28,
  V: 29,
  W: 32,
  X: 30,
  Y: 31,
  Z: 33,
};

const secondPlaces: readonly { pattern: RegExp; kind: NationalIdKind }[] = [
  { pattern: /^[12]$/, kind: "citizen" },
  { pattern: /^[89]$/, kind: "resident" },
  { pattern: /^[A-D]$/, kind: "resident-old" },
];

/** Folds what was typed or imported to the form in which numbers are compared: NFKC, no spaces around, upper case. */
export function foldNationalId(input: string): string {
  return input.normalize("NFKC").trim().toUpperCase();
}

/**
 * Checks a 身分證字號 or 統一證號: letter table, second place and check digit (weights 1, 9, 8 … 1, 1; the sum divides by
 * ten). The old resident certificate's second letter counts with the units of its own value.
 *
 * @returns the folded number and what it is, or the first thing wrong with it
 */
export function checkNationalId(input: string): NationalIdVerdict {
  const value = foldNationalId(input);
  if (value === "") return { ok: false, code: "empty" };
  if (value.length !== 10) return { ok: false, code: "length" };
  if (letterValues[value.charAt(0)] === undefined) return { ok: false, code: "letter" };
  const second = secondPlaces.find(({ pattern }) => pattern.test(value.charAt(1)));
  if (!second) return { ok: false, code: "second" };
  if (!/^[0-9]{8}$/.test(value.slice(2))) return { ok: false, code: "digits" };
  if (checkDigit(value.slice(0, 9)) !== Number(value.charAt(9))) return { ok: false, code: "check-digit" };
  return { ok: true, value, kind: second.kind };
}

/** Shows a number with its last four places hidden: `A12345****`. */
export function maskNationalId(value: string): string {
  return `${value.slice(0, -4)}****`;
}

/** Makes up a number that passes the check, for demo data and tests. */
export function inventNationalId(random: Random, kind: NationalIdKind = "citizen"): string {
  const bytes = random(9);
  const byte = (place: number) => bytes[place] ?? 0;
  const second = { citizen: "12", resident: "89", "resident-old": "ABCD" }[kind];
  const digits = Array.from({ length: 7 }, (_, place) => byte(place + 2) % 10).join("");
  const body = `${pick("ABCDEFGHIJKLMNOPQRSTUVWXYZ", byte(0))}${pick(second, byte(1))}${digits}`;
  return `${body}${checkDigit(body)}`;
}

/** Says what is wrong with a number, for people. */
export const nationalIdWords = defineText({
  zh: {
    empty: "請輸入身分證字號。",
    length: "身分證字號應為 10 個字元。",
    letter: "身分證字號的第 1 個字元應為英文字母。",
    second: "身分證字號的第 2 個字元不正確：國民身分證為 1 或 2，統一證號為 8 或 9，舊式統一證號為 A 至 D。",
    digits: "身分證字號的第 3 至 10 個字元應為數字。",
    "check-digit": "身分證字號的檢查碼不符，請確認是否輸入錯誤。",
  },
  en: {
    empty: "Enter the national ID number.",
    length: "A national ID number has 10 characters.",
    letter: "A national ID number begins with a letter.",
    second:
      "The 2nd character is wrong: 1 or 2 on an ID card, 8 or 9 on a resident certificate, A to D on an old one.",
    digits: "The 3rd to 10th characters of a national ID number are digits.",
    "check-digit": "The check digit of this national ID number does not fit. Look for a typing error.",
  },
});

function checkDigit(body: string): number {
  const letter = valueOf(body.charAt(0));
  let sum = Math.floor(letter / 10) + (letter % 10) * 9;
  for (let place = 1; place <= 8; place += 1) sum += (valueOf(body.charAt(place)) % 10) * (9 - place);
  return (10 - (sum % 10)) % 10;
}

function valueOf(character: string): number {
  return letterValues[character] ?? Number(character);
}

function pick(from: string, byte: number): string {
  return from.charAt(byte % from.length);
}
