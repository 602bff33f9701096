import type { LoadedDemo } from "../../accounts/demo/load";
import type { PersonWithAgency } from "../../db/queries/people";
import { fireDueDeadlines } from "../../workflows/workers/deadlines";
import type { Services } from "../services";
import {
  bindCertificate,
  changeAddress,
  confirmCertificate,
  importRecentHire,
  leaveWaiting,
  recordRecentHire,
} from "./authority";
import { cardCases } from "./cases/card";
import type { About, Case, Step } from "./cases/case";
import { helpdeskCases } from "./cases/helpdesk";
import { hrCases } from "./cases/hr";
import { solvedCases } from "./cases/solved";
import { demoDoings, type DoingContext, type Running } from "./doing";
import type { DemoMail } from "./mail";
import { daysAgo, moments } from "./office-moments";
import type { DemoTime } from "./time";

/** Something that will be done at its time; what was planned first goes first where two come together. */
interface Planned {
  at: number;
  order: number;
  run: () => Promise<unknown>;
}

const minuteMs = 60_000;

/**
 * Lives through the demo's weeks: cases are opened and acted on at their times by whoever would, deadlines fire and mail
 * leaves in between, all by the desk's own code. The clock ends at `now`.
 *
 * @throws Error where a case cannot happen as it is told, so that a rule that changes is noticed here
 */
export async function playHistory(
  parts: DoingContext & { services: Services; mail: DemoMail; demo: LoadedDemo },
  time: DemoTime,
  now: number,
): Promise<void> {
  const { services, mail, demo } = parts;
  const { store, office, environment } = services;
  const instantOf = moments(office, now, environment.officeTimeZone);
  const doings = demoDoings(parts);
  const people = await scenarioRecords(services);
  const named = new Map<string, PersonWithAgency>();
  const agenda: Planned[] = [];
  let planned = 0;
  const plan = (at: number, run: () => Promise<unknown>) => agenda.push({ at, order: (planned += 1), run });

  for (const [index, scene] of [...hrCases, ...helpdeskCases, ...cardCases, ...solvedCases].entries())
    plan(instantOf(scene.opened), () => begin(scene, index));
  plan(instantOf(daysAgo(6, "09:05")), () => importRecentHire(services));
  plan(instantOf(daysAgo(5, "09:40")), async () =>
    named.set("recent hire", await recordRecentHire(services, demo)),
  );
  plan(instantOf(daysAgo(5, "10:12")), () => changeAddress(services, demo));
  plan(instantOf(daysAgo(1, "11:05")), () => bindCertificate(parts));
  plan(instantOf(daysAgo(1, "14:32")), () => confirmCertificate(services, demo));
  plan(instantOf(daysAgo(1, "15:24")), () => leaveWaiting(services, demo));

  for (;;) {
    agenda.sort((one, other) => other.at - one.at || other.order - one.order);
    const next = agenda.at(-1);
    const deadlineAt = (await store.work.nextDeadlineAt()) ?? Infinity;
    const mailAt = (await store.work.nextMailAt()) ?? Infinity;
    const at = Math.min(next?.at ?? Infinity, deadlineAt, mailAt);
    if (at > now) break;
    time.moveTo(at);
    if (mailAt <= at) await mail.sendDue();
    else if (deadlineAt <= at) await fireDueDeadlines(services);
    else await agenda.pop()?.run();
  }
  if (agenda.length > 0) throw new Error("a case of the demo goes on beyond the present");
  time.moveTo(now);
  await store.records.sweep(now);

  async function begin(scene: Case, index: number): Promise<void> {
    const person = whoIs(scene.about);
    if (scene.name !== undefined) named.set(scene.name, person);
    const address = `${index % 2 === 0 ? "192.0.2" : "198.51.100"}.${10 + index}`;
    const running: Running = { scene, person, address, ticketId: "", visit: null, session: null };
    await doings.open(running).catch(tell(scene, "opened"));
    goOn(running, 0);
  }

  function goOn(running: Running, index: number): void {
    const step = running.scene.then?.[index];
    if (!step) return;
    plan(instantOfStep(step), async () => {
      await doings.act(running, step).catch(tell(running.scene, JSON.stringify(step)));
      goOn(running, index + 1);
    });
  }

  function instantOfStep({ pace }: Step): number {
    const from = services.clock();
    if ("at" in pace) return instantOf(pace.at);
    return "minutes" in pace ? from + pace.minutes * minuteMs : office.addMinutes(from, pace.officeMinutes);
  }

  function whoIs(about: About): PersonWithAgency {
    if (typeof about === "string") return people.part(demo.people[about]);
    if (!("asIn" in about)) return people.next(demo.agencies[about.of], about.isNew === true);
    const person = named.get(about.asIn);
    if (!person) throw new Error(`no case of the demo is named ${about.asIn}`);
    return person;
  }

  /** The people as they were loaded: parts by id, and of each agency those who play none. */
  async function scenarioRecords({ store: { people: records } }: Services) {
    const parted = new Set(Object.values(demo.people));
    const parts = await records.byIds([...parted]);
    const everybody = await Promise.all(Object.values(demo.agencies).map((id) => records.ofAgency(id)));
    const others = everybody
      .flat()
      .filter(({ id, email }) => !parted.has(id) && email !== null)
      .sort((one, other) => (one.id < other.id ? -1 : 1));
    return {
      part(id: string): PersonWithAgency {
        const person = parts.get(id);
        if (!person) throw new Error("the demo has no such part");
        return person;
      },
      next(agencyId: string, isNew: boolean): PersonWithAgency {
        const index = others.findIndex(
          (one) => one.agencyId === agencyId && (one.passwordHash === null) === isNew,
        );
        const [person] = index < 0 ? [] : others.splice(index, 1);
        if (!person) throw new Error("an agency of the demo has not enough people");
        return person;
      },
    };
  }
}

/** Says which case it was. */
const tell =
  (scene: Case, what: string) =>
  (error: unknown): never => {
    throw new Error(
      `the demo's case ${JSON.stringify(scene.about)} at ${JSON.stringify(scene.opened)}, ${what}`,
      {
        cause: error,
      },
    );
  };
