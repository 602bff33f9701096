import { beginningOf, withoutUnseen } from "../../language/typed-text";
import { refusal } from "./refusals/refuse";

/** A password is compared as it was typed. */
const passwordFields = new Set(["password", "repeated", "current"]);

/** More than any page of ours has. Half a million fields, which 2 MB hold, would keep everybody waiting while they are read. */
const mostFields = 1000;

/**
 * The form that a page sent, its texts without what nobody can see.
 *
 * @throws a refusal 400 for what no page sends: another type of content, parts that do not hold together, too many fields
 */
export async function readForm(request: Request): Promise<FormData> {
  const form = await parse(request).catch(() => null);
  if (form === null)
    throw refusal(400, {
      code: "form-unreadable",
      message: { zh: "表單內容無法讀取，未執行", en: "The form could not be read and nothing was done" },
      remedy: { zh: "請重新開啟該頁再送出。", en: "Please open the page again and resend." },
    });
  const read = new FormData();
  for (const [name, value] of form)
    if (typeof value !== "string") read.append(name, value);
    else read.append(name, passwordFields.has(name) ? value : withoutUnseen(value));
  return read;
}

/** `null` where there are too many fields, which is found out before they are taken apart. */
async function parse(request: Request): Promise<FormData | null> {
  const type = request.headers.get("Content-Type") ?? "";
  const bytes = Buffer.from(await request.arrayBuffer());
  const separator = type.toLowerCase().startsWith("multipart/") ? "\r\n--" : "&";
  let fields = 1;
  for (let at = bytes.indexOf(separator); at >= 0; at = bytes.indexOf(separator, at + 1))
    if (++fields > mostFields) return null;
  return new Response(bytes, { headers: { "Content-Type": type } }).formData();
}

/** What was typed in a field, cut to a length that nothing here needs more of; empty for a field that is missing or a file. */
export function fieldValue(form: FormData, name: string, maxLength?: number): string {
  return cut(form.get(name), maxLength);
}

/** Everything typed, to show it again. */
export function fieldValues(form: FormData): Record<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of form) if (!values.has(name)) values.set(name, cut(value));
  return Object.fromEntries(values);
}

const cut = (value: FormDataEntryValue | null, maxLength = 1000): string =>
  typeof value === "string" ? beginningOf(value, maxLength) : "";
