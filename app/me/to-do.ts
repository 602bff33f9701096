import type { Preferences } from "../web/preferences";
import { bindingsOf } from "../../workflows/cards/citizen/binding-desk";
import { pendingFor } from "../../workflows/hr/decisions";
import { isRefusal } from "../../workflows/desk/refusal";
import { meText } from "./me.text";
import type { Services } from "../../services/services";
import type { SignedIn } from "../web/session";

/** One kind of work that waits, how much of it, and where it is done. */
export interface ToDo {
  to: string;
  label: string;
  count: number;
  /** Late or about to be. */
  urgent: boolean;
}

/** 待辦事項: counts that lead to the pages of their work. */
export async function toDoOf(
  services: Services,
  { person, roles, actor }: SignedIn,
  { locale }: Pick<Preferences, "locale">,
): Promise<ToDo[]> {
  const { store, clock } = services;
  const text = meText(locale);
  const at = clock();
  const found: ToDo[] = [];
  const waiting = (await bindingsOf(services, person.id)).filter(({ state }) => state === "waiting");
  found.push({ to: "/me/certificate", label: text.certificateWaits, count: waiting.length, urgent: true });
  if (roles.includes("hr-supervisor") || roles.includes("hr-staff")) {
    const pending = await pendingFor(services, actor).catch((error: unknown) => {
      if (isRefusal(error)) return [];
      throw error;
    });
    const open = pending.filter((one) => one.refusal === null);
    const late = open.some(({ ticket }) => ticket.dueAt !== null && ticket.dueAt <= at);
    found.push({ to: "/hr", label: text.hr, count: open.length, urgent: late });
  }
  if (roles.includes("agent")) {
    const { tickets, bindings } = await store.overviewFor(person.id);
    const counts = await tickets.counts({ personId: person.id, at });
    found.push(
      { to: "/desk", label: text.desk, count: counts.waiting, urgent: false },
      { to: "/desk?view=mine", label: text.mine, count: counts.mine, urgent: false },
      {
        to: "/desk?view=due-soon",
        label: text.dueSoon,
        count: counts["due-soon"],
        urgent: counts["due-soon"] > 0,
      },
      { to: "/desk?view=second-person", label: text.second, count: counts["second-person"], urgent: false },
      {
        to: "/desk/certificates",
        label: text.secondCertificate,
        count: await bindings.countAwaitingSecondPerson(),
        urgent: false,
      },
    );
  }
  return found.filter(({ count }) => count > 0);
}
