import { openNationalId } from "../../../accounts/identity/kept-national-id";
import type { CertificateBinding } from "../../../db/queries/bindings";
import type { PersonWithAgency } from "../../../db/queries/people";
import type { CardHolder } from "../../../db/types";
import { sameName } from "../../../language/names";
import { subjectOf } from "../../desk/authority";
import { readFacts } from "../../desk/facts";
import type { CardContext } from "../agency/visit";
import type { CitizenCard, KnownBinding, Match } from "../../machines/certificate-types";
import { findByLogin } from "../../sign-in/find-by-login";

/** What is on record of a proven card; `null` where it was never bound, or no longer is. */
export async function knownBinding(
  { store }: Pick<CardContext, "store">,
  card: Pick<CitizenCard, "issuerKeyId" | "subjectSerial">,
  at: number,
): Promise<KnownBinding | null> {
  const binding = await store.bindings.ofCard(card.issuerKeyId, card.subjectSerial);
  if (!binding || binding.state === "ended") return null;
  const { id, personId, state, secondConfirmer, certificateSha256, waitingSince } = binding;
  const facts = await readFacts(store, at, { actors: [personId] });
  const person = facts.people.get(personId);
  const subject = subjectOf(facts, personId);
  return {
    id,
    personId,
    state,
    seconded: secondConfirmer !== null,
    certificateSha256,
    waitingSince,
    privileged: subject?.privileged ?? false,
    active: person?.status === "active",
  };
}

/**
 * Compares a proven card with the account that somebody named. Reads the same rows whether or not there is such an account.
 *
 * @param login 自訂帳號 or 身分證字號 as typed
 * @param claimed the binding that this very sign-in knows of
 */
export async function compare(
  parts: Pick<CardContext, "store" | "secrets">,
  { card, holder, login, claimed, at }: Comparison,
): Promise<Match> {
  const { store, secrets } = parts;
  const person = await findByLogin(store, secrets, login);
  const ofCard = await store.bindings.ofCard(card.issuerKeyId, card.subjectSerial);
  const bindings = await store.bindings.ofPerson(person?.id ?? "");
  const facts = await readFacts(store, at, { actors: [person?.id ?? ""] });
  const subject = subjectOf(facts, person?.id ?? "");
  return {
    person: person
      ? {
          personId: person.id,
          privileged: subject?.privileged ?? true,
          active: person.status === "active",
        }
      : null,
    sameName: person !== undefined && sameName(person.name, holder.name),
    lastFour: compareLastFour(parts, holder, person),
    otherCard: bindings.some((one) => one.state === "confirmed" && !isOf(one, card)),
    claimedMeanwhile: ofCard !== undefined && ofCard.id !== claimed,
  };
}

interface Comparison {
  card: CitizenCard;
  holder: CardHolder;
  login: string;
  claimed: string | null;
  at: number;
}

function compareLastFour(
  { secrets }: Pick<CardContext, "secrets">,
  { lastFour }: CardHolder,
  person: PersonWithAgency | undefined,
): Match["lastFour"] {
  if (lastFour === null) return "absent";
  const onRecord = person && openNationalId(secrets, person).slice(-4);
  return onRecord === lastFour.normalize("NFKC").trim() ? "same" : "differs";
}

const isOf = (binding: CertificateBinding, card: CitizenCard) =>
  binding.issuerKeyId === card.issuerKeyId && binding.subjectSerial === card.subjectSerial;
