import { commonPasswords, commonWords } from "./common-passwords";

/** What a password is mostly made of, where that is easily guessed. */
export type Weakness = "common" | "repeated" | "sequence" | "keyboard" | "date" | "site-word";

const keyboardRuns = [
  "qwertyuiop[]",
  "asdfghjkl;'",
  "zxcvbnm,./",
  "1234567890-=",
  "!@#$%^&*()_+",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
  "qazwsxedcrfvtgbyhnujmikolp",
  "q1w2e3r4t5y6u7i8o9p0",
  "1q2w3e4r5t6y7u8i9o0p",
  "zaq1xsw2cde3vfr4bgt5nhy6mju7",
];

/** Words of this site that everybody who attacks it tries first. */
const siteWords = [
  "ecpa",
  "dgpa",
  "recoverydesk",
  "recovery",
  "人事服務網",
  "人事行政總處",
  "登入協助",
  "taiwan",
  "臺灣",
  "台灣",
  "中華民國",
];

/** What each piece is worth, in characters that would have to be guessed. */
const worth: Record<Weakness, number> = {
  common: 3,
  date: 2,
  repeated: 1,
  sequence: 1,
  keyboard: 1,
  "site-word": 0,
};

/** No longer piece is looked up among the common ones. */
const longestCommon = 24;

/** Fewer characters to guess than this and the password is refused. */
const enough = 8;

const leet: Readonly<Record<string, string>> = {
  "@": "a",
  "4": "a",
  "3": "e",
  "1": "i",
  "!": "i",
  "0": "o",
  $: "s",
  "5": "s",
  "7": "t",
};

/**
 * Says whether a password is one of the common ones, or little more than common words, sequences, rows of the keyboard,
 * repetitions and the site's own words put in a row.
 *
 * @returns what most of it is made of, or `null` when enough is left to guess
 */
export function weaknessOf(password: string): Weakness | null {
  const text = password.normalize("NFKC").toLowerCase();
  const plain = text.replace(/[@$!013457]/g, (character) => leet[character] ?? character);
  const bare = text.replace(/[^\p{L}\p{N}]/gu, "");
  if ([text, plain, bare].some((form) => commonPasswords.has(form))) return "common";
  if (new Set(text).size < 5 || isPeriodic(text)) return "repeated";
  return tally(text) ?? tally(plain);
}

/** Walks the text, taking the longest guessable piece at every place. */
function tally(text: string): Weakness | null {
  const characters = [...text];
  const covered = new Map<Weakness, number>();
  const seen = new Set<string>();
  let left = 0;
  for (let place = 0; place < characters.length;) {
    const { kind, length } = pieceAt(characters, place);
    const piece = characters.slice(place, place + length).join("");
    if (kind === null) left += 1;
    else {
      covered.set(kind, (covered.get(kind) ?? 0) + length);
      if (!seen.has(piece)) left += worth[kind];
      seen.add(piece);
    }
    place += length;
  }
  if (left >= enough) return null;
  const [most] = [...covered].sort((one, other) => other[1] - one[1]);
  return most?.[0] ?? "repeated";
}

function pieceAt(characters: string[], place: number): { kind: Weakness | null; length: number } {
  const rest = characters.slice(place).join("");
  const pieces: { kind: Weakness; length: number }[] = [
    { kind: "site-word", length: longestPrefix(siteWords, rest) },
    { kind: "date", length: /^(19|20)\d{2}([-/.]?[01]\d[-/.]?[0-3]\d)?/.exec(rest)?.[0].length ?? 0 },
    { kind: "keyboard", length: keyboardLength(rest) },
    {
      kind: "sequence",
      length: atLeast(4, runLength(characters, place, 1), runLength(characters, place, -1)),
    },
    { kind: "repeated", length: atLeast(3, runLength(characters, place, 0)) },
    { kind: "common", length: commonLength(characters, place) },
  ];
  const longest = pieces.reduce((best, piece) => (piece.length > best.length ? piece : best));
  return longest.length > 0 ? longest : { kind: null, length: 1 };
}

function commonLength(characters: string[], place: number): number {
  for (let length = Math.min(longestCommon, characters.length - place); length >= 4; length -= 1) {
    const piece = characters.slice(place, place + length).join("");
    if (commonWords.has(piece) || commonPasswords.has(piece)) return length;
  }
  return 0;
}

function keyboardLength(rest: string): number {
  let longest = 0;
  for (const run of keyboardRuns) {
    for (const way of [run, [...run].reverse().join("")]) {
      const from = way.indexOf(rest.charAt(0));
      let length = 0;
      while (from >= 0 && length < rest.length && way.charAt(from + length) === rest.charAt(length))
        length += 1;
      longest = Math.max(longest, length);
    }
  }
  return atLeast(4, longest);
}

function runLength(characters: string[], place: number, step: number): number {
  let length = 1;
  while (
    place + length < characters.length &&
    codeAt(characters, place + length) === codeAt(characters, place + length - 1) + step
  ) {
    length += 1;
  }
  return length;
}

function codeAt(characters: string[], place: number): number {
  return characters[place]?.codePointAt(0) ?? Number.NaN;
}

function longestPrefix(words: readonly string[], rest: string): number {
  return Math.max(0, ...words.filter((word) => rest.startsWith(word)).map((word) => [...word].length));
}

function atLeast(least: number, ...lengths: number[]): number {
  const longest = Math.max(...lengths);
  return longest >= least ? longest : 0;
}

/** Whether the text is one unit again and again, at least twice. */
function isPeriodic(text: string): boolean {
  for (let period = 1; period <= text.length / 2; period += 1) {
    if (text.slice(period) === text.slice(0, -period)) return true;
  }
  return false;
}
