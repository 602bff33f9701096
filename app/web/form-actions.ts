import type { Actor } from "../../workflows/desk/actor";
import type { Outcome } from "../../workflows/desk/desk";
import { onceOnly, type Idempotency } from "../../workflows/desk/idempotency";
import { isRefusal } from "../../workflows/desk/refusal";
import type { TicketAct } from "../../workflows/machines/types";
import type { Services } from "../../services/services";
import type { Refusal } from "./refusals/refusal";
import { pageRefusal } from "./refusals/refusal-page";
import { refusal } from "./refusals/refuse";
import { statusOf } from "./refusals/status-of";

/** A new key for a form; put it in with `<IdempotencyField>`. */
export function newFormKey({ random }: Services): string {
  return Buffer.from(random(16)).toString("base64url");
}

/**
 * The idempotency of a form: its key, and everything typed besides.
 *
 * @throws a refusal 400 when the form carries no key.
 */
export function formIdempotency({ secrets }: Services, request: Request, form: FormData): Idempotency {
  const key = form.get("idempotency-key");
  if (typeof key !== "string" || !/^[\w-]{8,64}$/.test(key)) {
    throw refusal(400, {
      code: "form-key-missing",
      message: { zh: "表單不完整，未執行", en: "The form was incomplete and nothing was done" },
      remedy: { zh: "請重新開啟該頁再送出。", en: "Please open the page again and resend." },
    });
  }
  const typed = [...form.entries()]
    .filter(([name]) => name !== "idempotency-key")
    .map(([name, value]) => [name, typeof value === "string" ? value : value.name]);
  return onceOnly(secrets, { route: new URL(request.url).pathname, key }, typed);
}

export type TicketActResult = { done: Outcome } | { refused: Refusal; status: number };

/** Does an act asked for by a form; a refusal of the desk comes back in words, so that the page keeps what was typed. */
export async function actOnTicket(
  request: Request,
  context: Services,
  { number, act, actor, form }: { number: string; act: TicketAct; actor: Actor; form: FormData },
): Promise<TicketActResult> {
  return catchRefusal(() =>
    context.desk.act(number, act, actor, { idempotency: formIdempotency(context, request, form) }),
  );
}

/** Runs something of the desk and turns its refusal into the words of a page; other errors go on. */
export async function catchRefusal(run: () => Promise<Outcome>): Promise<TicketActResult> {
  try {
    return { done: await run() };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { refused: pageRefusal(error), status: statusOf(error) };
  }
}
