import { Readable } from "node:stream";
import { demoAgencies } from "../../accounts/demo/agencies";
import type { LoadedDemo } from "../../accounts/demo/load";
import { scenarioPeople, type ScenarioPersonKey } from "../../accounts/demo/people";
import {
  scenarioAddressChange,
  scenarioCertificate,
  scenarioRecentHire,
  scenarioWaiting,
} from "../../accounts/demo/scenario";
import { inventNationalId } from "../../accounts/identity/national-id";
import { importPeople } from "../../accounts/import/import-people";
import type { PersonWithAgency } from "../../db/queries/people";
import { askInPair } from "../../workflows/administration/pairs";
import { actOnBinding, bindingsForHr } from "../../workflows/cards/citizen/binding-desk";
import {
  beginCitizenVisit,
  identifyCitizen,
  proveCitizen,
  signInChallenge,
} from "../../workflows/cards/citizen/citizen-desk";
import { lookUp } from "../../workflows/hr/people";
import { recordChange } from "../../workflows/hr/records";
import type { Services } from "../services";
import type { DoingContext } from "./doing";

/*
 * What shows who may act on whom: a new employee, a changed address, and what one person alone may not do.
 */

const asPerson = ({ people }: LoadedDemo, key: ScenarioPersonKey) =>
  ({ kind: "person", personId: people[key] }) as const;

/** A new employee comes with the personnel file, as all do; it has no address yet. */
export async function importRecentHire(services: Services): Promise<void> {
  const { agency, name, title, unit, extension, managerName } = scenarioRecentHire;
  const { oid, phone } = demoAgencies[agency];
  const row = {
    AgencyOID: oid,
    Name: name,
    NationalID: inventNationalId(services.random),
    Email: "",
    OfficePhone: phone,
    Extension: extension,
    Title: title,
    Unit: unit,
    JoinedMonth: new Date(services.clock()).toISOString().slice(0, 7),
    ManagerName: managerName,
  };
  const file = Buffer.from(`${Object.keys(row).join(",")}\r\n${Object.values(row).join(",")}\r\n`);
  const by = { actorKind: "system", actorId: null };
  const open = () => Readable.from([file]) as AsyncIterable<Uint8Array>;
  const { added } = await importPeople({ ...services, by }, open);
  if (added !== 1) throw new Error("the demo's new employee could not be imported");
}

/** The only HR person of the new employee's agency records the address, and may therefore not decide on the first login. */
export async function recordRecentHire(services: Services, demo: LoadedDemo): Promise<PersonWithAgency> {
  const { name, email, recordedBy } = scenarioRecentHire;
  const found = async () => (await services.store.people.search(name, null))[0];
  const hired = await found();
  await recordChange(services, asPerson(demo, recordedBy), hired?.id ?? "", {
    field: "email",
    value: email,
    proof: "in-person",
  });
  const recorded = await found();
  if (!recorded) throw new Error("the demo has no new employee");
  return recorded;
}

export async function changeAddress(services: Services, demo: LoadedDemo): Promise<void> {
  const { of, by, address } = scenarioAddressChange;
  await recordChange(services, asPerson(demo, by), demo.people[of], {
    field: "email",
    value: address,
    proof: "in-person",
  });
}

/** Somebody with power puts their citizen's card in for the first time. */
export async function bindCertificate({ services, cards, sign }: DoingContext): Promise<void> {
  const { card: parts, clock } = services;
  const { name, account } = scenarioPeople[scenarioCertificate.of];
  const card = (await cards()).find((one) => one.name.startsWith(`citizen-${name}-`));
  if (!card) throw new Error(`the demo has no card of ${name}`);
  const visit = await beginCitizenVisit(parts, "192.0.2.9");
  const wish = await signInChallenge(parts, visit);
  const cms = sign(card, Buffer.from(wish?.contentBase64 ?? "", "base64"), clock());
  await proveCitizen(parts, visit, { nonce: wish?.nonce ?? "", cms });
  const { state } = await identifyCitizen(parts, visit, account);
  if (state !== "waiting") throw new Error(`the demo's certificate is not bound but ${state}`);
}

/** HR confirms it, face to face; it opens nothing until a second person has. */
export async function confirmCertificate(services: Services, demo: LoadedDemo): Promise<void> {
  const { of, by } = scenarioCertificate;
  const actor = asPerson(demo, by);
  await lookUp(services, actor, { query: scenarioPeople[of].name, purpose: "record" });
  const [binding] = await bindingsForHr(services, actor, demo.people[of]);
  await actOnBinding(services, { kind: "staff", actor }, binding?.id ?? "", {
    type: "CONFIRM",
    by: "in-person",
  });
}

/** An address by `prepare` staff, and a role: each waits for a second person. */
export async function leaveWaiting(services: Services, demo: LoadedDemo): Promise<void> {
  const { record, role } = scenarioWaiting;
  await recordChange(services, asPerson(demo, record.by), demo.people[record.of], {
    field: "email",
    value: record.address,
    proof: "in-person",
  });
  await askInPair({ ...services, trust: services.card.trust }, asPerson(demo, role.by), {
    request: { kind: "role-grant", typed: { personId: demo.people[role.of], role: role.role, serving: [] } },
    reason: role.reason,
  });
}
