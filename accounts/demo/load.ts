import { insert, type Write, changeError } from "../../db/change";
import { newId } from "../../db/ids";
import type { Store } from "../../db/store";
import type { Clock, Random } from "../../db/types";
import { placeAgencies } from "../import/agency-registry";
import { importAgencies } from "../import/import-agencies";
import { importCalendar } from "../import/import-calendar";
import { keepNationalId } from "../identity/kept-national-id";
import { hashPassword } from "../passwords/password-hash";
import type { Secrets } from "../access/secrets";
import { demoAgencies, type DemoAgencyKey } from "./agencies";
import { scenarioPeople, type ScenarioPersonKey, type ScenarioPerson } from "./people";
import { demoFiles, openDemoFile } from "./files";
import { scenarioDelegations, scenarioGuide } from "./scenario";
import { demoPassword, demoPeople, type DemoPerson } from "./population";

export interface DemoContext {
  store: Store;
  clock: Clock;
  random: Random;
  secrets: Secrets;
}

export interface LoadedDemo {
  password: string;
  /** Ids of the people who play a part. */
  people: Record<ScenarioPersonKey, string>;
  agencies: Record<DemoAgencyKey, string>;
  /** Whom to sign in as. */
  guide: { account: string; name: string; zh: string; en: string }[];
}

const by = { actorKind: "system", actorId: null };
const dayMs = 24 * 60 * 60 * 1000;

/**
 * Fills an empty database with the demo's people as the beginning of its history finds them, the clock's present: agencies
 * and office calendar first, then all people with their roles in one commit.
 *
 * @param registry `whole` imports all 8,189 agencies, `scenario` only those in which the demo's people work
 * @throws ChangeRefused `demo-loaded` when there are people already
 */
export async function loadDemo(
  parts: DemoContext,
  { registry = "whole" }: { registry?: "whole" | "scenario" } = {},
): Promise<LoadedDemo> {
  const { store, clock, random } = parts;
  if ((await store.people.count()) > 0) throw changeError("demo-loaded");
  for (const file of demoFiles.calendars) await importCalendar({ ...parts, by }, openDemoFile(file));
  if (registry === "whole") await importAgencies({ ...parts, by }, openDemoFile(demoFiles.registry));
  else await addScenarioAgencies(parts);

  const agencies = await agencyIds(store);
  const people = demoPeople(random, clock()).map((person) => ({ ...person, id: newId(random) }));
  const ids = Object.fromEntries(people.flatMap(({ part, id }) => (part ? [[part, id]] : []))) as Record<
    ScenarioPersonKey,
    string
  >;
  const at = clock();
  const passwordHash = await hashPassword(demoPassword);
  await store.commit({
    at,
    writes: [
      ...people.map((person) => personRow(parts, person, agencies[person.agency], at, passwordHash)),
      ...people.flatMap((person) => roleRows(parts, person, agencies, at)),
      ...scenarioDelegations.map(({ from, to, fromDay, toDay, ...granted }) =>
        insert("delegations", {
          id: newId(random),
          delegatorId: ids[from],
          delegateId: ids[to],
          ...granted,
          validFrom: at + fromDay * dayMs,
          validTo: at + toDay * dayMs,
          createdAt: at + fromDay * dayMs,
        }),
      ),
    ],
    audit: [{ ...by, act: "demo.loaded", detail: { people: people.length } }],
  });
  return { password: demoPassword, people: ids, agencies, guide: demoGuide() };
}

/** Whom to sign in as, for the console and the home page of the demo. */
export function demoGuide(): LoadedDemo["guide"] {
  return scenarioGuide.map(({ as, zh, en }) => {
    const { account, name }: ScenarioPerson = scenarioPeople[as];
    return { account: account ?? "", name, zh, en };
  });
}

async function addScenarioAgencies({ store, clock, random }: DemoContext): Promise<void> {
  const chosen = Object.values(demoAgencies);
  const places = placeAgencies(chosen);
  const ids = new Map(chosen.map(({ oid }) => [oid as string, newId(random)]));
  const at = clock();
  const writes = chosen.map((agency) => {
    const place = places.get(agency.oid);
    return insert("agencies", {
      ...agency,
      id: ids.get(agency.oid) ?? "",
      fullName: place?.fullName ?? agency.name,
      parentId: ids.get(place?.parentOid ?? "") ?? null,
      parentBasis: place?.parentBasis ?? "root",
      createdAt: at,
      updatedAt: at,
    });
  });
  await store.commit({
    at,
    writes,
    audit: [{ ...by, act: "agencies.imported", detail: { changes: writes.length } }],
  });
}

async function agencyIds(store: Store): Promise<Record<DemoAgencyKey, string>> {
  const byOid = new Map((await store.agencies.all()).map(({ oid, id }) => [oid, id]));
  return Object.fromEntries(
    Object.entries(demoAgencies).map(([key, { oid }]) => [key, byOid.get(oid) ?? ""]),
  ) as Record<DemoAgencyKey, string>;
}

function personRow(
  { secrets, random }: DemoContext,
  person: DemoPerson & { id: string },
  agencyId: string,
  at: number,
  passwordHash: string,
): Write {
  const { part: _, agency: __, roles: ___, nationalId, hasPassword, recordedDaysBefore, ...fields } = person;
  const recordedAt = at - recordedDaysBefore * dayMs;
  const [days = 0] = random(1);
  const lastLoginAt = at - (1 + (days % 12)) * dayMs;
  return insert(
    "people",
    {
      ...fields,
      agencyId,
      ...keepNationalId(secrets, nationalId, person.id),
      ...(hasPassword
        ? { passwordHash, passwordSetAt: at - 30 * dayMs, firstLoginAt: recordedAt, lastLoginAt }
        : {}),
      createdAt: recordedAt,
      updatedAt: recordedAt,
    },
    "demo-loaded",
  );
}

function roleRows(
  { random }: DemoContext,
  { id, part, roles }: DemoPerson & { id: string },
  agencies: Record<DemoAgencyKey, string>,
  at: number,
): Write[] {
  const validFrom = at - 400 * dayMs;
  const serves = part === null ? [] : ((scenarioPeople[part] as ScenarioPerson).serves ?? []);
  return roles.flatMap((role) => {
    const roleId = newId(random);
    return [
      insert("roles", {
        id: roleId,
        personId: id,
        role,
        validFrom,
        grantedBy: "console:demo",
        createdAt: validFrom,
      }),
      ...(role === "hr-supervisor" ? serves : []).map(({ agency, post, includesSubordinates }) =>
        insert("servedAgencies", {
          id: newId(random),
          roleId,
          agencyId: agencies[agency],
          post,
          includesSubordinates,
          validFrom,
        }),
      ),
    ];
  });
}
