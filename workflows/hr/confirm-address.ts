import { replace, requireRow, update, type Write } from "../../db/change";
import type { AddressConfirmation } from "../../db/queries/people";
import type { OutboxRow } from "../../db/queries/outbox";
import { hashToken } from "../../accounts/access/secrets";
import { maskAddress } from "./people";
import { deskError, refuseChange } from "../desk/refusal";
import type { Context } from "../desk/context";

/** How long the link that confirms an address may be opened, in milliseconds. */
const confirmationLifeMs = 30 * 24 * 60 * 60_000;

/** The row under which the link in this mail is found again; only its hash is kept. */
export function confirmationRow(
  { personId, address, createdAt }: Pick<OutboxRow, "personId" | "address" | "createdAt">,
  tokenHash: string,
): Write {
  return replace("addressConfirmations", {
    tokenHash,
    personId: personId ?? "",
    address,
    createdAt,
    expiresAt: createdAt + confirmationLifeMs,
  });
}

/** What the link of the mail to a new address shows. */
export interface AddressToConfirm {
  /** Masked. */
  address: string;
  confirmed: boolean;
}

/** What a link opens; `null` for one that is unknown, has run out, or whose address is on record no more. */
export async function addressToConfirm(
  parts: Pick<Context, "store" | "clock">,
  token: string,
): Promise<AddressToConfirm | null> {
  const found = await openConfirmation(parts, token);
  return found && { address: maskAddress(found.address), confirmed: found.confirmedAt !== null };
}

/**
 * Confirms an address: whoever opens the link reads its mail. Confirming twice is confirming once.
 *
 * @throws Refusal `dead-link`, `clock-behind`
 */
export async function confirmAddress(parts: Pick<Context, "store" | "clock">, token: string): Promise<void> {
  const found = await openConfirmation(parts, token);
  if (!found) throw deskError("dead-link");
  if (found.confirmedAt !== null) return;
  const at = parts.clock();
  const { tokenHash, personId, address } = found;
  await parts.store
    .commit({
      at,
      countsAges: true,
      writes: [
        requireRow("people", { id: personId, email: address, status: "active" }, "dead-link"),
        update("addressConfirmations", { tokenHash }, { confirmedAt: at }),
      ],
      audit: [{ actorKind: "visitor", actorId: null, act: "person.email-confirmed", personId }],
    })
    .catch(refuseChange("dead-link", "clock-behind"));
}

async function openConfirmation(
  { store, clock }: Pick<Context, "store" | "clock">,
  token: string,
): Promise<AddressConfirmation | null> {
  const found = await store.people.confirmationByHash(hashToken(token));
  if (!found || clock() >= found.expiresAt) return null;
  const person = await store.people.byId(found.personId);
  return person?.status === "active" && person.email === found.address ? found : null;
}
