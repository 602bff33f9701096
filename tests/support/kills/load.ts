import { setTimeout as wait } from "node:timers/promises";
import type { Insisting } from "./insisting";
import { formSender, type Ledger } from "./ledger";
import type { Office, Worker } from "./office";

/** What is done at the desk all the while. */
export interface Load {
  /** Hears of each call by which two cases become one, as it is sent. */
  onJoining: (() => void) | undefined;
  /** Begins nothing more, and resolves when all that was begun is answered. */
  end(): Promise<void>;
  /** Rejects where a client was answered what it should not be. */
  failed: Promise<never>;
}

export interface LoadParts {
  clients: Insisting;
  ledger: Ledger;
  office: Office;
  chance: () => number;
}

/** How the caller is named whose case many decide on at once; nobody else does. */
const forMany = "多人同時";
const checks = ["call-back", "joined-month", "manager-name"];

/** Has people ask for help, HR decide and agents verify callers, join cases and read, one thing after another each. */
export function startLoad(parts: LoadParts): Load {
  const { office } = parts;
  const load: Load = {
    onJoining: undefined,
    end: () => ending(),
    failed: new Promise<never>(() => undefined),
  };
  let goesOn = true;
  const loop = async (work: () => Promise<unknown>) => {
    while (goesOn) {
      await work();
      await wait(20 + parts.chance() * 100);
    }
  };
  const [supervisor, second] = office.supervisors as [Worker, Worker];
  const loops = [
    loop(() => asking(parts)),
    loop(() => asking(parts)),
    loop(() => deciding(parts, supervisor)),
    loop(() => resetting(parts, second)),
    ...office.agents.map((agent) => loop(() => verifying(parts, agent, () => load.onJoining?.()))),
  ];
  const all = Promise.all(loops);
  load.failed = new Promise((_, fail) => void all.catch(fail));
  load.failed.catch(() => undefined);
  async function ending(): Promise<void> {
    goesOn = false;
    await all;
  }
  return load;
}

/** Somebody asks for help on the page, now and then twice. */
async function asking({ clients, ledger, office, chance }: LoadParts): Promise<void> {
  const person = await office.person();
  const [reason, path] = [
    chance() < 0.5 ? "first-login" : "forgot",
    chance() < 0.7 ? "hr-supervisor" : "helpdesk",
  ];
  const page = `/ask/details?${new URLSearchParams({ reason, path, agency: office.agencyId }).toString()}`;
  const part = () => Math.floor(chance() * 250);
  const address = `10.${part()}.${part()}.${part()}`;
  const submit = formSender(clients, { "X-Forwarded-For": address });
  for (const story of chance() < 0.3 ? ["登入不了", "還是不行"] : ["登入不了"]) {
    const typed = { name: person.name, login: person.account ?? "", contact: "分機 1234", story };
    const { again, answer } = await submit(page, page, (key) => ({ "idempotency-key": key, ...typed }));
    const number = await receiptOf(clients, answer.cookies);
    const said = async () => {
      const repeated = await again();
      return { ...repeated, text: await receiptOf(clients, repeated.cookies) };
    };
    ledger.acts.push({
      by: address,
      type: "ASKED",
      number,
      status: answer.status,
      said: number,
      again: said,
    });
  }
}

/** The number that the receipt names. */
async function receiptOf({ send }: Insisting, cookies: string): Promise<string> {
  const { text } = await send({ method: "GET", path: "/ask/receipt", headers: { Cookie: cookies } });
  const number = /R\d{7}-\d{4,}/.exec(text)?.[0];
  if (number === undefined) throw new Error(`the receipt names no number: ${text.slice(0, 500)}`);
  return number;
}

interface Waiting {
  number: string;
  applicantName: string;
  state: string;
}

/** HR approves what waits, by the API or on its page. */
async function deciding({ ledger, chance }: LoadParts, hr: Worker): Promise<void> {
  const { items } = (await hr.get("/api/v1/tickets?view=decisions")) as { items: Waiting[] };
  for (const { number } of items.filter(({ applicantName }) => applicantName !== forMany).slice(0, 3)) {
    if (chance() < 0.5) {
      await hr.act(number, { type: "APPROVE" });
      continue;
    }
    const page = `/hr/tickets/${number}/approval`;
    const { again, answer } = await hr.submit(page, page, (key) => ({ "idempotency-key": key }));
    const { status, location } = answer;
    const said = async () => {
      const repeated = await again();
      return { ...repeated, text: repeated.location };
    };
    ledger.acts.push({ by: hr.id, type: "APPROVE", number, status, said: location, again: said });
  }
}

/** HR sets a password for somebody who stands before them. */
async function resetting({ office }: LoadParts, hr: Worker): Promise<void> {
  const { id: personId } = await office.person();
  await hr.open({ path: "hr-supervisor", kind: "recovery", personId, proof: "in-person" });
}

/** An agent takes a call, sometimes two about the same person, and verifies the caller. */
async function verifying(parts: LoadParts, agent: Worker, joining: () => void): Promise<void> {
  const { office, chance } = parts;
  const person = await office.person();
  const call = () => agent.open({ path: "helpdesk", kind: "recovery", caller: { name: person.name } });
  const { number } = await call();
  await agent.act(number, { type: "IDENTIFY", personId: person.id });
  if (chance() < 0.5) {
    const { number: other } = await call();
    const joined = agent.act(other, { type: "IDENTIFY", personId: person.id });
    joining();
    const outcome = await joined;
    if (outcome.number !== number)
      throw new Error(`${other} joined ${JSON.stringify(outcome)}, not ${number}`);
  }
  await agent.get("/api/v1/tickets?view=all-open&limit=20");
  if (chance() < 0.5) await noteOnPage(parts.ledger, agent, number);
  await agent.act(number, { type: "START_VERIFICATION" });
  for (const check of checks) await agent.act(number, { type: "RECORD_CHECK", check, passed: true });
  await agent.act(number, { type: "VERIFY" });
}

async function noteOnPage(ledger: Ledger, agent: Worker, number: string): Promise<void> {
  const page = `/desk/tickets/${number}`;
  const { again, answer } = await agent.submit(page, `${page}/acts`, (key) => ({
    "idempotency-key": key,
    act: "note",
    text: "先回撥",
  }));
  const said = async () => {
    const repeated = await again();
    return { ...repeated, text: repeated.location };
  };
  ledger.acts.push({
    by: agent.id,
    type: "NOTE",
    number,
    status: answer.status,
    said: answer.location,
    again: said,
  });
}

/**
 * Has fifty decide on one case at once, by several people and each under a key of its own.
 *
 * @returns the statuses that they were answered
 */
export async function fiftyAtOnce({ office }: LoadParts): Promise<number[]> {
  const [agent] = office.agents as [Worker];
  const { id: personId } = await office.person();
  const { number } = await agent.open({
    path: "helpdesk",
    kind: "recovery",
    personId,
    caller: { name: forMany },
  });
  await agent.act(number, { type: "HAND_OVER", to: "hr-supervisor", reason: "請人事協助" });
  const { supervisors } = office;
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      (supervisors[index % supervisors.length] as Worker).act(number, { type: "APPROVE" }),
    ),
  );
  return outcomes.map(({ status }) => status);
}
