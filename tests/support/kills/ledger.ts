import type { Answer, Insisting } from "./insisting";

/** An act on a ticket, or its opening, that a client has an answer to. */
export interface Acknowledged {
  /** Who did it: a person's id, or the address of whoever asked for help. */
  by: string;
  /** `OPEN`, or the type of the act. */
  type: string;
  /** The ticket it was done on, as the client named it. */
  number: string;
  status: number;
  /** What was answered; the same when it is sent again. */
  said: string;
  /** Sends it again, under the same key. */
  again: () => Promise<Answer>;
}

/** What was acknowledged, and what clients do to have it so. */
export interface Ledger {
  acts: Acknowledged[];
  /** How many requests that only read were answered. */
  read: number;
}

/** Somebody who calls the API, each act under a key of its own. */
export interface Caller {
  id: string;
  get: (path: string) => Promise<Record<string, unknown>>;
  open: (body: object) => Promise<Outcome>;
  act: (number: string, event: SentAct) => Promise<Outcome>;
}

type SentAct = { type: string } & Record<string, unknown>;

export interface Outcome {
  status: number;
  number: string;
  state: string;
  code?: string;
}

/** @param authorization the header that says who it is */
export function callerOf(
  { send }: Insisting,
  ledger: Ledger,
  { id, authorization }: { id: string; authorization: string },
): Caller {
  const headers = { Authorization: authorization, "Content-Type": "application/json" };

  async function post(path: string, type: string, on: string, body: object): Promise<Outcome> {
    const key = { "Idempotency-Key": crypto.randomUUID() };
    const again = () =>
      send({ method: "POST", path, headers: { ...headers, ...key }, body: JSON.stringify(body) });
    const { status, text } = await again();
    const outcome = JSON.parse(text) as Omit<Outcome, "status">;
    const number = on === "" ? outcome.number : on;
    // Of a case that joined another the answer tells how that one goes on.
    const done = status < 400 && outcome.number !== number ? "JOIN" : type;
    ledger.acts.push({ by: id, type: done, number, status, said: text, again });
    return { ...outcome, status };
  }

  return {
    id,
    async get(path) {
      const { text } = await send({ method: "GET", path, headers });
      ledger.read += 1;
      return JSON.parse(text) as Record<string, unknown>;
    },
    open: (body) => post("/api/v1/tickets", "OPEN", "", body),
    act: (number, event) => post(`/api/v1/tickets/${number}/events`, event.type, number, event),
  };
}

/** The key of the form on a page that has one. */
export function formKeyIn({ text }: Answer): string {
  const key = /name="idempotency-key" value="([^"]+)"/.exec(text)?.[1];
  if (key === undefined) throw new Error(`there is no form in: ${text.slice(0, 300)}`);
  return key;
}

/** Sends a form as a browser does, as often as it is not answered, with the key that the page gave it. */
export function formSender({ send }: Insisting, headers: Record<string, string>) {
  return async (page: string, action: string, typed: (key: string) => Record<string, string>) => {
    const key = formKeyIn(await send({ method: "GET", path: page, headers }));
    const again = () =>
      send({
        method: "POST",
        path: action,
        headers: { ...headers, "Content-Type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams(typed(key)).toString(),
      });
    return { again, answer: await again() };
  };
}
