/** What was typed in a field, cut to a length that nothing here needs more of; empty for a field that is missing or a file. */
export function formText(form: FormData, name: string, most = 1000): string {
  const value = form.get(name);
  return typeof value === "string" ? value.slice(0, most) : "";
}
