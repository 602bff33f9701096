import type { z } from "zod";

interface InBoth {
  zh: string;
  en: string;
}

/** What is wrong with one field of a call, and what to send instead. */
export interface FieldProblem {
  /** As in the body or the query: `reason`, `claim.name`. */
  name: string;
  /** The same as a JSON Pointer in a URI fragment (RFC 6901, 6). */
  pointer: string;
  code: string;
  message: InBoth;
  remedy: InBoth;
}

type Words = Pick<FieldProblem, "code" | "message" | "remedy">;

/**
 * What zod found wrong, field by field, in words for people in both languages.
 *
 * @param error of a parse with `reportInput`, which tells a missing field from a wrong one
 */
export function fieldProblems(error: z.ZodError): FieldProblem[] {
  return error.issues.flatMap((issue) => {
    if (issue.code !== "unrecognized_keys") return [{ ...placeOf(issue.path), ...wordsOf(issue) }];
    return issue.keys.map((key) => ({ ...placeOf([...issue.path, key]), ...unknownField }));
  });
}

function placeOf(path: PropertyKey[]): Pick<FieldProblem, "name" | "pointer"> {
  const parts = path.map(String);
  const escaped = parts.map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1")));
  return { name: parts.join("."), pointer: `#${escaped.map((part) => `/${part}`).join("")}` };
}

const unknownField: Words = {
  code: "unknown-field",
  message: { zh: "沒有這個欄位。", en: "There is no such field." },
  remedy: {
    zh: "請刪去，或核對拼法；欄位見 /api/v1/openapi.json。",
    en: "Leave it out or check its spelling; the fields are in /api/v1/openapi.json.",
  },
};

function wordsOf(issue: z.core.$ZodIssue): Words {
  if (issue.input === undefined && (issue.code === "invalid_type" || issue.code === "invalid_value")) {
    return {
      code: "missing",
      message: { zh: "缺少這個欄位。", en: "This field is missing." },
      remedy: expected(issue),
    };
  }
  switch (issue.code) {
    case "invalid_type":
      return {
        code: "wrong-type",
        message: { zh: "型別不符。", en: "This is of another type." },
        remedy: expected(issue),
      };
    case "invalid_value":
    case "invalid_union":
      return {
        code: "unknown-value",
        message: { zh: "沒有這個值。", en: "There is no such value." },
        remedy: expected(issue),
      };
    case "too_small":
      return {
        code: "too-short",
        message: { zh: "太短或太小。", en: "This is too short or too small." },
        remedy: { zh: `至少 ${issue.minimum}。`, en: `At least ${issue.minimum}.` },
      };
    case "too_big":
      return {
        code: "too-long",
        message: { zh: "太長或太大。", en: "This is too long or too large." },
        remedy: { zh: `至多 ${issue.maximum}。`, en: `At most ${issue.maximum}.` },
      };
    default:
      return {
        code: "wrong-form",
        message: { zh: "格式不符。", en: "This has another form." },
        remedy: { zh: "格式見 /api/v1/openapi.json。", en: "The form is in /api/v1/openapi.json." },
      };
  }
}

function expected(issue: z.core.$ZodIssue): InBoth {
  const list = optionsOf(issue);
  if (list === "")
    return { zh: "可用的值見 /api/v1/openapi.json。", en: "The values are in /api/v1/openapi.json." };
  return { zh: `應為：${list}。`, en: `Send: ${list}.` };
}

function optionsOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type") return issue.expected;
  if (issue.code === "invalid_value") return issue.values.map(String).join(", ");
  return issue.code === "invalid_union" && "options" in issue
    ? (issue.options ?? []).map(String).join(", ")
    : "";
}
