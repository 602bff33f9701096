/** What was typed in a field, cut to a length that nothing here needs more of; empty for a field that is missing or a file. */
export function fieldValue(form: FormData, name: string, maxLength = 1000): string {
  const value = form.get(name);
  return typeof value === "string" ? value.slice(0, maxLength) : "";
}

/** Everything typed, to show it again. */
export function fieldValues(form: FormData): Record<string, string> {
  return Object.fromEntries([...form.keys()].map((name) => [name, fieldValue(form, name)]));
}
