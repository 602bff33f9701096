import { schemaOf } from "../schema";
import { sqliteColumns } from "./sqlite-columns";

export const sqliteSchema = schemaOf(sqliteColumns);
