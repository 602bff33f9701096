import { integer, text } from "drizzle-orm/sqlite-core";

/** An instant in epoch milliseconds. */
export const at = (name: string) => integer(name, { mode: "number" });
export const flag = (name: string) => integer(name, { mode: "boolean" });
export const json = <T>(name: string) => text(name, { mode: "json" }).$type<T>();
