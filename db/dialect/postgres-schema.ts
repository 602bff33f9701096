import { schemaOf } from "../schema";
import { postgresColumns } from "./postgres-columns";

export const postgresSchema = schemaOf(postgresColumns);
