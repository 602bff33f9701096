import { z } from "zod";
import { oneLine } from "../../../language/typed-text";
import type { Locale } from "../../../language/locale";
import { beginWithCard, proofChallenge } from "../../../workflows/cards/agency/card-desk";
import { answer, visitCookie } from "../../ui/card-reader/card-visit";
import { page } from "../../web/access";
import { readPreferences } from "../../web/preferences";
import { agencyCardText } from "./agency-card.text";
import { readForm } from "../../web/form-fields";

const schemaIn = (locale: Locale) => {
  const text = agencyCardText(locale);
  return z.object({
    name: z.string().overwrite(oneLine).min(1, text.nameMissing).max(50),
    title: z.string().overwrite(oneLine).min(1, text.titleMissing).max(50),
    extension: z
      .string()
      .trim()
      .regex(/^[\d\s#*+-]{1,20}$/, text.extensionMissing),
  });
};

/** What the card is to sign to prove that it is there; opens the case the first time. */
export const action = page({ as: "everybody" }, async ({ request, context }) => {
  const { locale } = readPreferences(request.headers);
  const read = schemaIn(locale).safeParse(Object.fromEntries(await readForm(request)));
  if (!read.success) {
    const problems = z.flattenError(read.error).fieldErrors;
    const errors = Object.fromEntries(
      Object.entries(problems).flatMap(([field, messages]) => (messages[0] ? [[field, messages[0]]] : [])),
    );
    return answer({ errors }, { status: 422 });
  }
  const keeper = read.data;
  const before = visitCookie.read(request, context);
  const waiting = before && (await context.store.tickets.byId(before.ticketId))?.state === "challenge";
  const visit = waiting
    ? { ...before, keeper }
    : await beginWithCard(context.card, { keeper, address: context.address, locale });
  const wish = await proofChallenge(context.card, visit);
  return answer({ wish }, { headers: { "Set-Cookie": visitCookie.keep(context, visit) } });
});
