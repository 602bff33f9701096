import { forbidRow, insert } from "../../../db/change";
import type { Sentences } from "../../../emails/wording";
import { checkWording, shippedSentences, type WordingProblem } from "../../../emails/wording-check";
import type { WordingName } from "../../../emails/wordings";
import type { Locale } from "../../../language/locale";
import { actorColumns, type Actor } from "../../desk/actor";
import { personIdOf } from "../../hr/office";
import { recall, remember, type Idempotency } from "../../desk/idempotency";
import { deskError, refuseChange } from "../../desk/refusal";
import type { Context } from "../../desk/context";

/** How a template is worded in one language. */
export interface WordingInForce {
  /** Of the newest change; 0 while it was never changed. Whoever saves says which one they saw. */
  version: number;
  /** Every sentence, an administrator's in place of the shipped one. */
  sentences: Sentences;
  shipped: Sentences;
  history: WordingChange[];
}

/** One change of a template's wording. */
export interface WordingChange {
  version: number;
  at: number;
  changedBy: string;
  /** The sentences that differed from those shipped after it; none is the way back. */
  rewritten: Sentences;
}

/** Reads how a template is worded now, and what it was before. */
export async function wordingInForce(
  { store }: Pick<Pick<Context, "store" | "clock">, "store">,
  name: WordingName,
  locale: Locale,
): Promise<WordingInForce> {
  const rows = await store.wordings.historyOf(name, locale);
  const makers = await store.people.byIds(rows.map(({ changedBy }) => changedBy));
  const shipped = shippedSentences(name, locale);
  return {
    version: rows[0]?.version ?? 0,
    sentences: { ...shipped, ...rows[0]?.sentences },
    shipped,
    history: rows.map(({ version, at, changedBy, sentences }) => ({
      version,
      at,
      changedBy: makers.get(changedBy)?.name ?? changedBy,
      rewritten: sentences,
    })),
  };
}

export interface Rewriting {
  name: WordingName;
  locale: Locale;
  /** What was typed, by sentence; what is absent is as shipped, so nothing at all is the way back. */
  typed: Sentences;
  /** The version that was on the page. */
  seen: number;
}

export type Rewritten = { saved: true } | { saved: false; problems: Record<string, WordingProblem[]> };

/**
 * Saves what an administrator wrote, unless it is not fit to be mailed. Mails attempted before keep the wording they were
 * first attempted with.
 *
 * @throws Refusal `unchanged`; `wording-moved` when somebody else saved since the page was shown
 */
export async function rewriteMail(
  { store, clock }: Pick<Context, "store" | "clock">,
  actor: Actor,
  { name, locale, typed, seen }: Rewriting,
  idempotency?: Idempotency,
): Promise<Rewritten> {
  const recalled = await recall<{ saved: true }>(store, actor, idempotency);
  if (recalled) return recalled;

  const { sentences, problems } = checkWording(name, locale, typed);
  if (Object.keys(problems).length > 0) return { saved: false, problems };
  const now = await store.wordings.historyOf(name, locale, 1);
  if ((now[0]?.version ?? 0) > seen) throw deskError("wording-moved");
  if (same(sentences, now[0]?.sentences ?? {})) throw deskError("unchanged");

  const at = clock();
  const changedBy = personIdOf(actor);
  const writes = [
    forbidRow("mailWordings", { template: name, locale, version: { moreThan: seen } }, "wording-moved"),
    insert("mailWordings", { template: name, locale, sentences, changedBy, at }),
  ];
  const audit = [
    {
      ...actorColumns(actor),
      act: "mail.reworded",
      detail: { template: name, locale, rewritten: Object.keys(sentences) },
    },
  ];
  return remember<{ saved: true }>(store, actor, idempotency, at, async (record) => {
    await store
      .commit({ at, writes: [...record({ saved: true }), ...writes], audit })
      .catch(refuseChange("wording-moved"));
    return { saved: true };
  });
}

const same = (one: Sentences, other: Sentences) =>
  Object.keys({ ...one, ...other }).every((key) => one[key] === other[key]);
