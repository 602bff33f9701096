/** What was typed into a field; empty where there is none, or a file. */
export function typedIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

/** Everything typed, to show it again. */
export function allTyped(form: FormData): Record<string, string> {
  return Object.fromEntries([...form.keys()].map((name) => [name, typedIn(form, name)]));
}
