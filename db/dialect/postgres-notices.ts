import { randomUUID } from "node:crypto";
import { sql, type SQL } from "drizzle-orm";
import pg from "pg";
import { z } from "zod";
import { everything, together, type Feed, type News } from "../feed";
import { asNotReached } from "./postgres-client";

const channel = "recovery_desk";

/** What is sent with every commit: who made it, the newest row of the audit, and what it touched. */
const noticeWords = z.object({
  by: z.string(),
  seq: z.number().int(),
  calendar: z.boolean(),
  trust: z.boolean(),
});
type Notice = z.infer<typeof noticeWords>;

/** What the processes of a database send each other by NOTIFY. */
export interface Notices {
  /** Sends the text given as `notice` when its transaction is committed. */
  sending: SQL;
  noticeOf: (news: News, seq: number) => string;
  feed: (ring: () => void) => Feed;
}

/** A connection that is dead without having been closed is found out after so long. */
const patience = { connectionTimeoutMillis: 5_000, query_timeout: 5_000 };

/**
 * Listens on a connection of its own. Where that is lost the next look opens another, and everything is heard; the same where
 * the audit has rows that no notice came of, as behind a pooler that gives every transaction another connection.
 *
 * @param options of a connection to the server that is written to
 */
export function noticesOver(options: pg.ClientConfig): Notices {
  const self = randomUUID();

  function feed(ring: () => void): Feed {
    let client: pg.Client | undefined;
    let untold: News | undefined;
    /** The newest row of the audit that was heard of. */
    let cursor = 0;

    function hearNotice({ payload = "" }: pg.Notification): void {
      const notice = noticeIn(payload);
      cursor = Math.max(cursor, notice?.seq ?? 0);
      if (notice?.by === self) return;
      untold = together(untold, notice ?? everything);
      ring();
    }

    async function listen(): Promise<pg.Client> {
      const next = new pg.Client({ ...options, ...patience });
      const gone = () => {
        if (client !== next) return;
        client = undefined;
        ring();
      };
      next.on("error", gone).on("end", gone).on("notification", hearNotice);
      try {
        await next.connect();
        await next.query(`listen ${channel}`);
        cursor = await newestRow(next);
      } catch (error) {
        void next.end().catch(() => undefined);
        throw asNotReached(error);
      }
      untold = everything;
      return (client = next);
    }

    async function look(asked: pg.Client): Promise<void> {
      try {
        const newest = await newestRow(asked);
        if (newest > cursor) untold = everything;
        cursor = newest;
      } catch (error) {
        client = undefined;
        void asked.end().catch(() => undefined);
        throw asNotReached(error);
      }
    }

    return {
      beatMs: 1_000,
      async look(hear) {
        if (!client) await listen();
        else if (!untold) await look(client);
        const news = untold;
        if (!news) return;
        untold = undefined;
        try {
          await hear(news);
        } catch (error) {
          untold = together(untold, news);
          throw error;
        }
      },
      async close() {
        const last = client;
        client = undefined;
        await last?.end();
      },
    };
  }

  return {
    sending: sql`select pg_notify(${channel}, ${sql.placeholder("notice")})`,
    noticeOf: (news, seq) => JSON.stringify({ by: self, seq, ...news } satisfies Notice),
    feed,
  };
}

/** @returns nothing where the text is none of ours: whoever may join the database may send what they like. */
function noticeIn(payload: string): Notice | undefined {
  try {
    return noticeWords.parse(JSON.parse(payload));
  } catch {
    return undefined;
  }
}

async function newestRow(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ seq: number }>("select coalesce(max(seq), 0) as seq from audit");
  return rows[0]?.seq ?? 0;
}
