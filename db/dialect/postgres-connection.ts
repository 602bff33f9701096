import { drizzle as overPostgres } from "drizzle-orm/node-postgres";
import { PgDialect } from "drizzle-orm/pg-core";
import type pg from "pg";
import type { Builders, Connection } from "../database";
import { runInTurn, type Statement, type Steps } from "../steps";
import { bindingsOf } from "./placeholders";
import type { Querying } from "./postgres-client";
import { postgresSchema } from "./postgres-schema";
import { postgresSpeech } from "./postgres-speech";

/** The desk's way to a database of PostgreSQL over whatever takes its queries. */
export function connectionOver(client: Querying): Connection {
  const dialect = new PgDialect();
  return {
    schema: postgresSchema,
    query: overPostgres(client as unknown as pg.Client, { schema: postgresSchema }) as unknown as Builders,
    speech: postgresSpeech,
    statement<Row>(text: Parameters<Connection["statement"]>[0]): Statement<Row[]> {
      const { sql: words, params } = dialect.sqlToQuery(text);
      const bind = bindingsOf(params);
      return {
        execute: async (values = {}) =>
          (await client.query({ text: words, values: bind(values) })).rows as Row[],
      };
    },
    run: <T>(steps: Steps<T>) => runInTurn(steps),
  };
}
