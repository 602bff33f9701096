import { addressBlock } from "../../language/client-address";
import { foldName, sameName } from "../../language/names";
import { checkNationalId } from "../../accounts/identity/national-id";
import { hashToken, newToken } from "../../accounts/access/secrets";
import {
  askingLimits,
  askingLimit,
  askingRoom,
  slowDownMs,
  takeTry,
  throttleKey,
} from "../../accounts/passwords/throttle";
import { insert, type Write } from "../../db/change";
import type { PersonWithAgency } from "../../db/queries/people";
import { actorKey, type Actor } from "../desk/actor";
import type { Opening, Outcome } from "../desk/desk";
import type { Idempotency } from "../desk/idempotency";
import { toAddressOf } from "../desk/notifications";
import { responseDueAt } from "../desk/response-due";
import { isRefusal } from "../desk/refusal";
import { findByLogin } from "../sign-in/find-by-login";
import type { Claim, TicketKind } from "../machines/types";
import type { Context } from "../desk/context";

/** What somebody not signed in asks for. The card's path is asked for with a card, so it is not among these. */
export interface Request {
  kind: TicketKind;
  path: "hr-supervisor" | "helpdesk";
  claim: Claim;
  /** The client's address. */
  address: string;
}

/** The same for everybody, whether or not such a person exists. */
export interface Receipt {
  number: string;
  /** Opens the page's own status link, which shows only what was typed. Shown once, kept as a hash. */
  statusToken: string;
  /** Until when the desk promises an answer: depends on path and calendar alone. */
  promiseAt: number;
}

/** No answer comes sooner than this, so that finding nobody is not quicker than finding somebody. In milliseconds. */
const answerAfterMs = 400;

const intake: Actor = { kind: "system", name: "intake" };

/**
 * Takes a request. One that matches a person becomes their ticket; a second one joins the open ticket; one that matches
 * nobody waits for an agent (待確認身分). The answer is the same in words, length, status and time.
 *
 * Requests of one address are held in its lane, and slowed there, before anything is done for them.
 *
 * @throws TooBusy when that lane is full
 */
export async function ask(parts: Context, request: Request, idempotency?: Idempotency): Promise<Receipt> {
  const startedAt = parts.clock();
  const receipt = await parts.lanes(`ask|${addressBlock(request.address)}`, askingRoom, () =>
    take(parts, request, idempotency),
  );
  await parts.wait(Math.max(0, answerAfterMs - (parts.clock() - startedAt)));
  return receipt;
}

async function take(
  parts: Context,
  request: Request,
  idempotency: Idempotency | undefined,
): Promise<Receipt> {
  const { store, clock, random, office, wait } = parts;
  const startedAt = clock();
  const promiseAt = responseDueAt(office, request.path, startedAt);
  const statusToken = idempotency ? tokenOf(parts, request, idempotency) : newToken(random);
  const taken = await store.work.take(
    throttleKey("ask", "address", { identity: "", address: request.address }),
    startedAt,
    askingLimit,
  );
  await wait(slowDownMs(taken.count));
  const stopped = await isStopped(parts, request, startedAt);

  const person = stopped ? null : ((await matching(parts, request.claim)) ?? null);
  const link = (ticketId: string): Write =>
    insert("statusLinks", {
      tokenHash: hashToken(statusToken),
      ticketId,
      level: "page",
      createdAt: startedAt,
      promiseAt,
    });
  const outcome = await openOrJoin(parts, request, { person, stopped, link, promiseAt }, idempotency);
  return { number: outcome.number, statusToken, promiseAt };
}

interface Match {
  person: PersonWithAgency | null;
  stopped: boolean;
  link: (ticketId: string) => Write;
  promiseAt: number;
}

async function openOrJoin(
  parts: Context,
  { kind, path, claim, address }: Request,
  { person, stopped, link, promiseAt }: Match,
  idempotency: Idempotency | undefined,
): Promise<Outcome> {
  const { store, desk, clock } = parts;
  const visitor: Actor = { kind: "visitor", address };
  const start = (opening: Partial<Opening>) =>
    desk.open(
      {
        kind,
        path,
        channel: "web",
        personId: null,
        claim,
        alongside: (ticketId) => [link(ticketId)],
        ...opening,
      },
      visitor,
      { idempotency },
    );
  const joining = async (into: string) => {
    const outcome = await start({ then: [{ type: "JOIN", into }], thenBy: intake });
    if (into !== "" && !outcome.replayed)
      await desk.act(into, { type: "JOINED_BY", number: outcome.number }, intake).catch(onlyRefusals);
    return outcome;
  };

  if (stopped) return joining("");
  if (!person) return start({});
  const open = await store.tickets.openOf(person.id);
  if (open) return joining(open.number);
  try {
    const received = (ticketId: string) => [
      link(ticketId),
      ...toAddressOf(parts, { template: "request-received", kind, path, promisedAt: promiseAt }, person, {
        ticketId,
        at: clock(),
      }),
    ];
    return await start({ personId: person.id, alongside: received });
  } catch (error) {
    if (!isRefusal(error) || error.code !== "another-ticket-open") throw error;
    const other = await store.tickets.openOf(person.id);
    return other ? joining(other.number) : start({});
  }
}

/** The ticket that another request joins may have closed meanwhile; the request stands all the same. */
function onlyRefusals(error: unknown): void {
  if (!isRefusal(error)) throw error;
}

/** The one person whom everything typed fits: account or ID, name, and agency where one was chosen. */
async function matching({ store, secrets }: Context, claim: Claim): Promise<PersonWithAgency | undefined> {
  const login = claim.nationalId ?? claim.account;
  const person = login === null ? undefined : await findByLogin(store, secrets, login);
  if (!person || person.status !== "active") return undefined;
  const sameAgency =
    claim.agencyId === null || (await store.agencies.lineage(person.agencyId)).includes(claim.agencyId);
  return sameName(person.name, claim.name) && sameAgency ? person : undefined;
}

/** Beyond the limit the answer stays the same and nothing more happens to the person. */
async function isStopped(
  { store, secrets }: Context,
  { claim, address }: Request,
  at: number,
): Promise<boolean> {
  const typed = checkNationalId(claim.nationalId ?? "");
  const identity = secrets.keyedHash(
    "throttle",
    typed.ok ? typed.value : `${claim.account ?? ""}|${foldName(claim.name)}`,
  );
  return (await takeTry(store.work, "ask", askingLimits, { identity, address }, at)) !== "go";
}

/** A form sent twice shows the same link both times, though only its hash is kept. */
function tokenOf({ secrets }: Context, { address }: Request, { route, key }: Idempotency): string {
  const visitor = actorKey({ kind: "visitor", address });
  return secrets.keyedHash("status-link", `${visitor}|${route}|${key}`).replaceAll(/[^A-Za-z0-9_-]/g, "-");
}
