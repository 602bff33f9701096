import { temporaryPasswordTries } from "../../accounts/passwords/throttle";
import { demoPassword } from "../../accounts/demo/population";
import type { LoadedDemo } from "../../accounts/demo/load";
import type { ScenarioPersonKey } from "../../accounts/demo/people";
import { openNationalId } from "../../accounts/identity/kept-national-id";
import type { CardFile } from "../../certificates/card/card-file";
import type { PersonWithAgency } from "../../db/queries/people";
import type { Ticket } from "../../db/queries/tickets";
import type { Actor } from "../../workflows/desk/actor";
import {
  beginWithCard,
  handOverFromCard,
  proofChallenge,
  proveCard,
} from "../../workflows/cards/agency/card-desk";
import { orderChallenge, signOrder } from "../../workflows/cards/agency/order";
import { choosePerson } from "../../workflows/cards/agency/people";
import type { CardVisit } from "../../workflows/cards/agency/visit";
import { identify } from "../../workflows/requests/identify";
import { lookUpAnybody } from "../../workflows/hr/look-up";
import { openPhoneTicket } from "../../workflows/helpdesk/phone-ticket";
import { lookUp } from "../../workflows/hr/people";
import { startReset } from "../../workflows/hr/reset";
import type { TicketAct } from "../../workflows/machines/types";
import { matchRequests } from "../../workflows/requests/match-requests";
import { ask } from "../../workflows/requests/request-help";
import { setOwnPassword } from "../../workflows/sign-in/own-password";
import type { Services } from "../services";
import type { Case, Doing, Opening } from "./cases/case";
import type { DemoMail } from "./mail";
import { demoAgencies, type DemoAgencyKey } from "../../accounts/demo/agencies";

/** Has a card of the demo sign, its PIN typed: the CMS message. */
export type SignWithCard = (card: CardFile, content: Uint8Array, at: number) => Uint8Array;

/** A case as its steps find it. */
export interface Running {
  readonly scene: Case;
  readonly person: PersonWithAgency;
  /** Where its requests come from: an address of a documentation network (RFC 5737). */
  readonly address: string;
  ticketId: string;
  visit: CardVisit | null;
  /** Of the visit that the temporary password opened. */
  session: string | null;
}

export interface DoingContext {
  services: Services;
  mail: DemoMail;
  demo: LoadedDemo;
  /** The cards, once there are revocation lists of that day. */
  cards: () => Promise<readonly CardFile[]>;
  sign: SignWithCard;
}

/** Everything that people do in the demo's cases, by the functions that the pages and the API call. */
export function demoDoings({ services, mail, demo, cards, sign }: DoingContext) {
  const { store, desk, clock } = services;
  const asPerson = (key: ScenarioPersonKey): Extract<Actor, { kind: "person" }> => ({
    kind: "person",
    personId: demo.people[key],
  });

  return { open, act };

  /** Opens the case. */
  async function open(running: Running): Promise<void> {
    const { how } = running.scene;
    if ("asks" in how) running.ticketId = await asked(running, how.asks, how.story, how.mistyped);
    else if ("phones" in how) running.ticketId = await phoned(running, how);
    else if ("resetBy" in how) running.ticketId = await resetBy(running, how);
    else if ("writes" in how) await written(running, how.writes);
    else {
      const { address, scene } = running;
      const locale = scene.language ?? "zh-Hant-TW";
      running.visit = await beginWithCard(services.card, { keeper: how.keeper, address, locale });
      running.ticketId = running.visit.ticketId;
    }
  }

  async function asked(
    { scene, person, address }: Running,
    path: "hr-supervisor" | "helpdesk",
    story: string | null,
    mistyped?: true,
  ): Promise<string> {
    const login = mistyped ? { account: `${person.account ?? "new"}01`, nationalId: null } : loginOf(person);
    const claim = {
      agencyId: person.agencyId,
      name: person.name,
      contact: contactOf(person),
      story,
      locale: scene.language ?? ("zh-Hant-TW" as const),
      ...login,
    };
    const { number } = await ask(
      { ...services, wait: () => Promise.resolve() },
      { kind: kindOf(person), path, claim, address },
    );
    await matchRequests(services, services.clock());
    return idOf(number);
  }

  async function phoned(
    { scene, person }: Running,
    { phones, story, unknown }: Extract<Opening, { phones: unknown }>,
  ): Promise<string> {
    const actor = asPerson(phones);
    const kind = kindOf(person);
    if (!unknown)
      await lookUpAnybody(services, actor, { query: person.account ?? person.name, purpose: kind });
    const caller = { name: person.name, agencyId: person.agencyId, contact: contactOf(person), story };
    const { ticketId } = await openPhoneTicket(services, actor, {
      kind,
      personId: unknown ? undefined : person.id,
      caller: { ...caller, locale: scene.language ?? "zh-Hant-TW" },
    });
    return ticketId;
  }

  async function resetBy(
    { person }: Running,
    { resetBy: by, proof, disableOldPassword }: Extract<Opening, { resetBy: unknown }>,
  ): Promise<string> {
    const kind = kindOf(person);
    const actor = asPerson(by);
    await lookUp(services, actor, { query: person.name, purpose: kind });
    const { ticketId } = await startReset(services, actor, person.id, {
      kind,
      proof,
      disableOldPassword: disableOldPassword === true,
    });
    return ticketId;
  }

  async function written(
    running: Running,
    { subject, text }: { subject: string; text: string },
  ): Promise<void> {
    const { person } = running;
    running.ticketId = await mail.write({ from: senderOf(person), subject, text });
  }

  /** Does one thing in a case. */
  async function act(running: Running, doing: Doing): Promise<void> {
    const { person, address } = running;
    if ("act" in doing) await acts(running, doing.act, asPerson(doing.by));
    else if ("identifies" in doing) {
      const { number } = await ticketOf(running);
      const purpose = kindOf(person);
      await lookUpAnybody(services, asPerson(doing.by), {
        query: person.name,
        purpose,
        ticketId: running.ticketId,
      });
      await identify(services, asPerson(doing.by), { number, personId: person.id });
    } else if ("reassignsTo" in doing)
      await acts(running, { type: "REASSIGN", to: demo.people[doing.reassignsTo] }, asPerson(doing.by));
    else if ("applicant" in doing) await applies(running, doing);
    else if ("asksAgain" in doing) await asked(running, doing.asksAgain, null);
    else if ("answersByMail" in doing)
      await mail.answer(await ticketOf(running), { from: senderOf(person), ...doing.answersByMail });
    else if ("answersByMachine" in doing)
      await mail.answer(await ticketOf(running), {
        from: senderOf(person),
        subject: "自動回覆",
        text: doing.answersByMachine,
        automatic: true,
      });
    else if ("mailServer" in doing) mail.setServer(addressOf(person), doing.mailServer);
    else if ("mailBounces" in doing) await bounces(running, doing.mailBounces);
    else if ("signsIn" in doing) await signsIn(running);
    else if ("setsOwnPassword" in doing) await setsOwnPassword(running);
    else if ("guessed" in doing) await guessed(person, address);
    else await actWithCard(running, doing);
  }

  async function acts(running: Running, wanted: TicketAct, actor: Actor): Promise<void> {
    const { number } = await ticketOf(running);
    await desk.act(number, wanted, actor);
  }

  async function applies(
    running: Running,
    { applicant, from = "mail" }: Extract<Doing, { applicant: unknown }>,
  ): Promise<void> {
    const { ticketId, person, address } = running;
    if (from === "mail") return acts(running, applicant, { kind: "link", level: "mail", ticketId });
    const { outcome } = await services.signIn.signIn({
      login: person.account ?? "",
      password: demoPassword,
      address,
    });
    if (outcome !== "is-this-yours") throw new Error(`the demo's old password answers ${outcome}`);
    return acts(running, applicant, { kind: "person", personId: person.id });
  }

  async function bounces({ ticketId }: Running, diagnostic: string): Promise<void> {
    const mails = await store.work.listMail({ ticketId });
    const sent = mails.find(({ template }) => template === "temporary-password");
    if (!sent) throw new Error("the demo has no such mail to give back");
    await mail.bounce(sent, diagnostic);
  }

  async function signsIn(running: Running): Promise<void> {
    const { person, address } = running;
    const password = mail.secretFor(addressOf(person));
    const login = person.account ?? openNationalId(services.secrets, person);
    const result = await services.signIn.signIn({ login, password, address });
    if (result.outcome !== "set-password")
      throw new Error(`the demo's temporary password answers ${result.outcome}`);
    running.session = result.token;
  }

  /** The default profile, whatever this desk's is: it is what the demo's past had. */
  async function setsOwnPassword({ person, session }: Running): Promise<void> {
    const opened = await services.signIn.sessionOf(session ?? undefined);
    if (!opened) throw new Error("the demo has no visit to set a password in");
    const account = person.account === null ? (person.email?.split("@")[0] ?? null) : null;
    const wanted = { password: demoPassword, repeated: demoPassword, account };
    const result = await setOwnPassword({ ...services.ownPassword, profile: "nist" }, opened, wanted);
    if (result.outcome !== "set") throw new Error(`the demo's own password: ${JSON.stringify(result)}`);
  }

  /** A hundred misses counted as they are at the door, without a hundred slow hashes; the one after them locks. */
  async function guessed(person: PersonWithAgency, address: string): Promise<void> {
    const live = await store.passwords.liveOf(person.id);
    for (let misses = 0; misses < 100; misses += 1)
      await store.work.countForLife(temporaryPasswordTries(live?.id ?? ""));
    await services.signIn.signIn({ login: person.account ?? "", password: "AAAA2222", address });
  }

  async function actWithCard(running: Running, doing: CardDoing): Promise<void> {
    const visit = running.visit;
    if (!visit) throw new Error("the demo's case has no card");
    if ("leavesCard" in doing) await handOverFromCard(services.card, visit, doing.leavesCard);
    else if ("choosesPerson" in doing) {
      running.visit = await choosePerson(services.card, visit, running.person.id);
      running.ticketId = running.visit.ticketId;
    } else {
      const revoked = "provesCard" in doing && doing.provesCard === "revoked";
      const card = await cardOf(running, revoked);
      const signs = ({ nonce, contentBase64 }: { nonce: string; contentBase64: string }) => ({
        nonce,
        cms: sign(card, Buffer.from(contentBase64, "base64"), clock()),
      });
      if ("provesCard" in doing) {
        const answer = await proveCard(
          services.card,
          visit,
          signs(await proofChallenge(services.card, visit)),
        );
        if (answer.accepted === revoked)
          throw new Error("the demo's card was judged otherwise than it should be");
      } else {
        const { disableOldPassword } = doing.signsOrder;
        const locale = running.scene.language ?? "zh-Hant-TW";
        const wish = await orderChallenge(services.card, visit, { disableOldPassword, locale });
        const answer = await signOrder(services.card, visit, signs(wish));
        if (!answer.accepted) throw new Error(`the demo's order was refused: ${answer.code}`);
      }
    }
  }

  async function cardOf({ scene: { how } }: Running, revoked: boolean): Promise<CardFile> {
    const all = await cards();
    const agency: DemoAgencyKey = "cardOf" in how ? how.cardOf : "executive";
    const name = revoked ? "revoked" : `agency-${demoAgencies[agency].oid}`;
    const card = all.find((one) => one.name === name);
    if (!card) throw new Error(`the demo has no card ${name}`);
    return card;
  }

  async function idOf(number: string): Promise<string> {
    return (await store.tickets.byNumber(number))?.id ?? "";
  }

  async function ticketOf({ ticketId }: Running): Promise<Ticket> {
    const ticket = await store.tickets.byId(ticketId);
    if (!ticket) throw new Error("the demo's case is not there");
    return ticket;
  }

  function loginOf(person: PersonWithAgency) {
    return person.account === null
      ? { account: null, nationalId: openNationalId(services.secrets, person) }
      : { account: person.account, nationalId: null };
  }
}

type CardDoing = Extract<
  Doing,
  { provesCard: unknown } | { choosesPerson: unknown } | { signsOrder: unknown } | { leavesCard: unknown }
>;

const kindOf = (person: PersonWithAgency) => (person.passwordHash === null ? "first-login" : "recovery");
const contactOf = ({ extension }: PersonWithAgency) =>
  extension === null ? "請寄公務信箱" : `分機 ${extension}`;
const senderOf = (person: PersonWithAgency) => ({ name: person.name, address: addressOf(person) });

function addressOf({ email }: PersonWithAgency): string {
  if (email === null) throw new Error("the demo's person has no address");
  return email;
}
