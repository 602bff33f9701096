import type { Component } from "./component";
import type { Delays } from "./delays";
import type { Slots } from "./slots";

/** What a person may choose for a slot beside a card. */
export const slotChoices = { empty: "none", unplugged: "unplugged" } as const;

/**
 * Does what the form of a slot says: a card put in or taken out, the reader unplugged, the card in it unlocked.
 *
 * @throws Error for a card or a slot that does not exist
 */
export function changeSlot(slots: Slots, form: URLSearchParams): void {
  const slot = Number(form.get("slot") ?? 0);
  if (form.has("unlock")) return slots.cardIn(slot)?.unlock();
  const card = form.get("card") ?? slotChoices.empty;
  slots.plug(card !== slotChoices.unplugged);
  if (card === slotChoices.unplugged) return;
  if (card === slotChoices.empty) slots.remove(slot);
  else slots.insert(card, slot);
}

/** Does what the form of troubles says. A box that is not ticked is not sent, so every one is set. */
export function changeState(component: Component, delays: Delays, form: URLSearchParams): void {
  component.version = form.get("version")?.trim() ?? component.version;
  component.helperBroken = form.has("helper");
  component.cancelling = form.has("cancelling");
  component.detached = form.has("detached");
  const seconds = Number(form.get("delay"));
  delays.milliseconds = Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), 600) * 1000 : 0;
  component.trustedOrigins = new Set(
    (form.get("trusted") ?? "").split(/\s+/).filter((origin) => origin !== ""),
  );
}
