import { is, Placeholder } from "drizzle-orm";

/** How the placeholders of a statement are filled, in the order of its parameters; what is no placeholder stays. */
export function bindingsOf(params: unknown[]): (values: Record<string, unknown>) => unknown[] {
  const places = params.map((param) => (is(param, Placeholder) ? param.name : null));
  return (values) => places.map((name, index) => (name === null ? params[index] : values[name]));
}
