import { dirname, join } from "node:path";
import { demoAgencies } from "../accounts/demo/agencies";
import { loadDemo } from "../accounts/demo/load";
import { openDemoPki, type DemoPki } from "../certificates/demo-pki";
import { readCertificate } from "../certificates/certificate";
import { readCrl } from "../certificates/crl";
import { replace } from "../db/change";
import { keepList } from "../workflows/kept-lists";
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

/**
 * Opens the demo's cards and has the desk trust their agency authorities, with fresh revocation lists.
 */
export async function trustDemoCards(services: Services): Promise<DemoPki> {
  const { store, clock } = services;
  const at = clock();
  const pki = await openDemoCards(services);
  const authorities = pki.trust.filter(({ purpose }) => purpose === "agency");
  const lists = pki.crls.map(readCrl);
  await store.commit({
    at,
    writes: [
      ...authorities.map(({ role, purpose, der }) =>
        replace("trustCertificates", {
          sha256: readCertificate(der).sha256,
          role,
          purpose,
          der: Buffer.from(der),
          addedBy: "demo",
          addedAt: at,
        }),
      ),
    ],
    audit: [],
  });
  const kept = await store.trust.lists();
  for (const list of lists) {
    const previous = kept.find(({ series }) => series === list.series);
    await keepList(store, list, { source: "demo", address: null, fetchedAt: at }, { previous });
  }
  return pki;
}
