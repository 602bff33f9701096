import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkNationalId } from "../../../accounts/identity/national-id";
import { readCertificate } from "../../../certificates/x509/certificate";
import type { DemoCitizen } from "../../../certificates/demo/demo-cards";
import { openDemoPki, type DemoPki } from "../../../certificates/demo/demo-pki";
import { readCrl } from "../../../certificates/revocation/crl";
import { SoftwareCard } from "../../../bin/card-reader/card";
import { replace } from "../../../db/change";
import { keepList } from "../../../workflows/trust/kept-lists";
import type { World } from "../desk/population";

/** Agencies of the test's cards: a ministry, its HR office, and a stranger to both. */
export const cardAgencies = {
  justice: { oid: "2.16.886.101.20003.20006", name: "法務部", dn: "ou=法務部,o=行政院,c=TW" },
  personnel: {
    oid: "2.16.886.101.20003.20006.20122",
    name: "法務部人事處",
    dn: "ou=人事處,ou=法務部,o=行政院,c=TW",
  },
  finance: { oid: "2.16.886.101.20003.20004", name: "財政部", dn: "ou=財政部,o=行政院,c=TW" },
  unknown: { oid: "2.16.886.101.20003.29999", name: "裁撤署", dn: "ou=裁撤署,o=行政院,c=TW" },
};

/** One of the national IDs that pass the check and end in these four. */
export function nationalIdEnding(lastFour: string): string {
  const all = Array.from({ length: 1000 }, (_, n) => `A1${String(n).padStart(4, "0")}${lastFour}`);
  return all.find((id) => checkNationalId(id).ok) ?? "";
}

export type Cards = Awaited<ReturnType<typeof makeCards>>;

/** A PKI with real keys: a card for each of these agencies, and of the ministry a revoked, held, expired and locked one. */
export async function makeCards({
  at,
  citizens = [{ name: "王小明", lastFour: "6789" }],
}: {
  at: number;
  citizens?: readonly DemoCitizen[];
}) {
  const folder = await mkdtemp(join(tmpdir(), "cards-"));
  const pki = await openDemoPki(folder, {
    agencies: Object.values(cardAgencies),
    citizens,
    at,
    random: (bytes) => randomBytes(bytes),
  });
  return {
    pki,
    /** What a card makes of a content when its keeper types the PIN. */
    sign(name: string, contentBase64: string, at: number): Uint8Array {
      const file = pki.cards.find((card) => card.name === name);
      if (!file) throw new Error(`no card ${name}`);
      const content = Buffer.from(contentBase64, "base64");
      const { signature } = new SoftwareCard(file).sign({ content, pin: file.pin, at, detached: false });
      if (!signature) throw new Error(`the card ${name} does not sign`);
      return signature;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Has a desk trust the authorities of these cards, and know their lists. */
export async function trustCards(
  { store, clock }: Pick<World, "store" | "clock">,
  pki: DemoPki,
): Promise<void> {
  await store.commit({
    at: clock.now,
    writes: [
      ...pki.trust.map(({ role, purpose, der }) =>
        replace("trustCertificates", {
          sha256: readCertificate(der).sha256,
          role,
          purpose,
          der: Buffer.from(der),
          addedBy: "test",
          addedAt: clock.now,
        }),
      ),
    ],
    audit: [],
  });
  const kept = await store.trust.lists();
  for (const list of pki.crls.map(readCrl)) {
    const previous = kept.find(({ series }) => series === list.series);
    await keepList(store, list, { source: "imported", address: null, fetchedAt: clock.now }, { previous });
  }
}
