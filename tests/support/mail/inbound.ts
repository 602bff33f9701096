import { connect } from "node:net";
import { createTransport, type NodemailerError } from "nodemailer";
import { pino } from "pino";
import { returnAddressesOf, startInbound } from "../../../services/inbound";
import type { PersonWithAgency } from "../../../db/queries/people";
import { as } from "../desk/desk-office";
import { createWorld } from "../desk/population";

/** A desk that listens for mail, with an HR supervisor who lets people in. */
export async function inboundDesk(env: Record<string, string> = {}, seed = 1) {
  const world = await createWorld({ env: { MAIL_IN_PORT: "0", ...env }, seed });
  const receiver = await startInbound(world.services, pino({ level: "silent" }));
  const addresses = returnAddressesOf(world.services);
  if (!receiver || !addresses) throw new Error("this desk does not listen");
  const signing = addresses;
  const agency = await world.agency("法務部人事處");
  const supervisor = await world.supervisor("林怡君", { agency });
  const agent = await world.staff("陳佳玲", "agent", { agency });
  let people = 0;

  /** A person whose password has been mailed. */
  async function mailed(name = "王明") {
    const person = await world.person(name, { agency, email: `person.${(people += 1)}@agency.example` });
    return { person, ...(await reset(person)) };
  }

  async function reset(person: PersonWithAgency) {
    const opening = {
      kind: "recovery",
      path: "hr-supervisor",
      channel: "hr",
      personId: person.id,
      claim: world.claimOf(person),
      then: [{ type: "APPROVE", disableOldPassword: false }],
    } as const;
    const { number, ticketId } = await world.desk.open(
      { ...opening, then: [...opening.then] },
      as(supervisor),
    );
    await world.settle();
    const mails = await world.store.work.listMail(null, 1000);
    const sent = mails.find((mail) => mail.ticketId === ticketId && mail.template === "temporary-password");
    if (!sent) throw new Error("no password was mailed");
    return {
      number,
      ticketId,
      sent,
      bounceTo: signing.sign({ kind: "bounce", id: sent.id }, sent.createdAt),
      replyTo: signing.sign({ kind: "reply", id: ticketId }, sent.createdAt),
    };
  }

  return {
    world,
    agency,
    supervisor,
    agent,
    addresses,
    mailed,
    port: receiver.port,
    send: (mail: { from: string; to: string | string[]; raw: string | Buffer }) =>
      deliver(receiver.port, mail),
    async ticket(number: string) {
      const ticket = await world.store.tickets.byNumber(number);
      if (!ticket) throw new Error(`there is no ${number}`);
      return ticket;
    },
    async history(number: string) {
      const ticket = await world.store.tickets.byNumber(number);
      return world.store.tickets.historyOf(ticket?.id ?? "");
    },
    async close() {
      await receiver.close();
      await world.close();
    },
  };
}

export type InboundDesk = Awaited<ReturnType<typeof inboundDesk>>;

/** Hands a mail over by SMTP; the answer's code. */
export async function deliver(
  port: number,
  { from, to, raw }: { from: string; to: string | string[]; raw: string | Buffer },
): Promise<number> {
  const transport = createTransport({ host: "127.0.0.1", port, ignoreTLS: true });
  try {
    const { response } = await transport.sendMail({ envelope: { from, to }, raw });
    return Number(response.slice(0, 3));
  } catch (error) {
    const { responseCode } = error as NodemailerError;
    if (responseCode === undefined) throw error;
    return responseCode;
  } finally {
    transport.close();
  }
}

/** Says each line once the one before has been answered; the answers, up to where the door hangs up. */
export function converse(port: number, lines: readonly string[]): Promise<string[]> {
  return new Promise((resolve) => {
    const answers: string[] = [];
    const socket = connect(port, "127.0.0.1");
    let heard = "";
    socket.on("data", (data: Buffer) => {
      heard += data.toString();
      const end = /^\d{3} .*\r\n/m.exec(heard);
      if (!end) return;
      answers.push(heard.slice(end.index));
      heard = "";
      const line = lines[answers.length - 1];
      if (line === undefined) socket.end();
      else socket.write(`${line}\r\n`);
    });
    // A door that hangs up while we speak is part of the answer.
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(answers));
  });
}

/** A plain letter. */
export function letter(text: string, fields: Record<string, string> = {}): string {
  const all = {
    From: "Wang Ming <wang.ming@agency.example>",
    To: "noreply@ecpa.example",
    Subject: "Re: R1151123-0042",
    "Message-ID": `<${Math.abs(hashOf(text))}@agency.example>`,
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
    ...fields,
  };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return [...head, "", text].join("\r\n");
}

const hashOf = (text: string) =>
  [...text].reduce((sum, one) => (sum * 31 + (one.codePointAt(0) ?? 0)) | 0, 7);
