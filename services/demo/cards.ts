import { join } from "node:path";
import { demoAgencies } from "../../accounts/demo/agencies";
import { scenarioPeople } from "../../accounts/demo/people";
import { scenarioCards } from "../../accounts/demo/scenario";
import { openNationalId } from "../../accounts/identity/kept-national-id";
import type { DemoCitizen } from "../../certificates/demo/demo-cards";
import { openDemoPki, type DemoPki } from "../../certificates/demo/demo-pki";
import { readCertificate } from "../../certificates/x509/certificate";
import { replace } from "../../db/change";
import { takeList } from "../../workflows/trust/list-intake";
import type { Services } from "../services";

/** Opens the demo's PKI beside the database, making the cards that are missing: of the demo's agencies and these citizens. */
export function openDemoCards(
  { environment, clock, random }: Pick<Services, "environment" | "clock" | "random">,
  citizens: readonly DemoCitizen[] = [],
): Promise<DemoPki> {
  return openDemoPki(join(environment.dataFolder, "demo-pki"), {
    agencies: Object.values(demoAgencies),
    citizens,
    at: clock(),
    random,
  });
}

/** Whose cards there are, with the digits of the national IDs that this database's people were given. */
async function demoCitizens({ store, secrets }: Pick<Services, "store" | "secrets">): Promise<DemoCitizen[]> {
  const found = await Promise.all(
    scenarioCards.map(async ({ of, digits, also }) => {
      const { name, account } = scenarioPeople[of];
      const person = (await store.people.search(name, null)).find((one) => one.account === account);
      const lastFour = person && digits ? openNationalId(secrets, person).slice(-4) : null;
      return person ? [{ name, lastFour, also }] : [];
    }),
  );
  return found.flat();
}

/**
 * Has the desk trust the demo's authorities: cards for the demo's agencies, fresh revocation lists.
 *
 * @param open the demo's PKI; a smaller one in tests
 */
export async function trustDemoCards(services: Services, open = openDemoCards): Promise<DemoPki> {
  const { store, clock, card } = services;
  const at = clock();
  const pki = await open(services, await demoCitizens(services));
  await store.commit({
    at,
    writes: pki.trust.map(({ role, purpose, der }) =>
      replace("trustCertificates", {
        sha256: readCertificate(der).sha256,
        role,
        purpose,
        der: Buffer.from(der),
        addedBy: "demo",
        addedAt: at,
      }),
    ),
    audit: [],
  });
  await card.trust.reload();
  await takeDemoLists(services, pki);
  return pki;
}

/** How long before the end of a list the demo's authorities make the next one. */
const renewBefore = 3 * 24 * 60 * 60_000;

/**
 * Has the demo's authorities make their lists anew when these come to their end, as real ones do: a demo runs for weeks.
 *
 * @returns 0: there is nothing more to do at once
 */
export async function renewDemoLists(services: Services, open = openDemoCards): Promise<number> {
  const lists = await services.store.trust.lists();
  const until = Math.min(
    ...lists.flatMap(({ source, nextUpdateAt }) => (source === "demo" ? [nextUpdateAt] : [])),
  );
  if (until - services.clock() < renewBefore) await takeDemoLists(services, await open(services));
  return 0;
}

async function takeDemoLists({ store, clock, card }: Services, { crls }: DemoPki): Promise<void> {
  for (const der of crls)
    await takeList({ store, trust: card.trust }, der, { source: "demo", address: null, at: clock() });
}
