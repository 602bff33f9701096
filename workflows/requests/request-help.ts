import { addressBlock } from "../../language/client-address";
import { foldName } from "../../language/names";
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
import { insert } from "../../db/change";
import { actorKey, type Actor } from "../desk/actor";
import type { Idempotency } from "../desk/idempotency";
import { responseDueAt } from "../desk/response-due";
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

/** No answer comes sooner than this, whatever the disk does. In milliseconds. */
const answerAfterMs = 400;

const intake: Actor = { kind: "system", name: "intake" };

/**
 * Takes a request. The answer is the same in words, length, status and time, and so is what is done for it: nobody is looked
 * up. Whom it is about is found out afterwards (`match-requests.ts`).
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
  const { kind, path, claim, address } = request;
  const outcome = await parts.desk.open(
    {
      kind,
      path,
      channel: "web",
      personId: null,
      claim,
      toMatch: true,
      alongside: (ticketId) => [
        insert("statusLinks", {
          tokenHash: hashToken(statusToken),
          ticketId,
          level: "page",
          createdAt: startedAt,
          promiseAt,
        }),
      ],
      ...(stopped && { then: [{ type: "JOIN", into: "" }], thenBy: intake }),
    },
    { kind: "visitor", address },
    { idempotency },
  );
  return { number: outcome.number, statusToken, promiseAt };
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
