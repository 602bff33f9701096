import { dirname, join } from "node:path";
import { demoAgencies } from "../accounts/demo/agencies";
import { loadDemo } from "../accounts/demo/load";
import { openDemoPki, type DemoPki } from "../certificates/demo-pki";
import { readCertificate } from "../certificates/certificate";
import { replace } from "../db/change";
import { takeList } from "../workflows/list-intake";
import type { Services } from "../app/web/context";

/**
 * Fills a database in which there is nobody yet with the demo's agencies and people.
 *
 * @returns whether there was nobody
 */
export async function fillEmpty(services: Services): Promise<boolean> {
  if ((await services.store.people.count()) > 0) return false;
  await loadDemo(services);
  return true;
}

/**
 * Opens the demo's PKI beside the database, making the cards that are missing: for the demo's agencies. Cards of citizens
 * come with the sign-in by card.
 */
export function openDemoCards({
  environment,
  clock,
  random,
}: Pick<Services, "environment" | "clock" | "random">): Promise<DemoPki> {
  return openDemoPki(join(dirname(environment.databaseFile), "demo-pki"), {
    agencies: Object.values(demoAgencies),
    citizens: [],
    at: clock(),
    random,
  });
}

/** Has the desk trust the demo's authorities: cards for the demo's agencies, fresh revocation lists. */
export async function trustDemoCards(services: Services): Promise<DemoPki> {
  const { store, clock, card } = services;
  const at = clock();
  const pki = await openDemoCards(services);
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
export async function renewDemoLists(services: Services): Promise<number> {
  const lists = await services.store.trust.lists();
  const until = Math.min(
    ...lists.flatMap(({ source, nextUpdateAt }) => (source === "demo" ? [nextUpdateAt] : [])),
  );
  if (until - services.clock() < renewBefore) await takeDemoLists(services, await openDemoCards(services));
  return 0;
}

async function takeDemoLists({ store, clock, card }: Services, { crls }: DemoPki): Promise<void> {
  for (const der of crls)
    await takeList({ store, trust: card.trust }, der, { source: "demo", address: null, at: clock() });
}
