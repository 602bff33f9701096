import { insert } from "../db/change";
import { newId } from "../db/ids";
import { createWorld, days, type World } from "../tests/support/desk/population";
import { analyze } from "../tests/support/desk/test-database";
import { defineBench, must } from "./frame";

const backlog = 50_000;
const slow = "slow.example";
const claims = 40;
const mailsAClaim = 5;

/** What taking mails up costs, inside the write transaction, while one domain takes nothing. */
export const bench = defineBench({
  title: `Claiming mails behind ${backlog} of a domain that has no room, against the same with no backlog`,
  databases: true,
  rounds: 5,
  open: async () => ({ quick: await createWorld(), behind: await withBacklog(await createWorld()) }),
  floor: async ({ quick }) => ({ ms: await claimAll(quick) }),
  run: async ({ behind }) => ({ ms: await claimAll(behind) }),
  reach: [{ what: "× without a backlog", of: ({ floor, run }) => run.ms / floor.ms, atMost: 2 }],
  async close({ quick, behind }) {
    await quick.close();
    await behind.close();
  },
});

async function withBacklog(world: World): Promise<World> {
  for (let made = 0; made < backlog; made += 1000) await order(world, 1000, () => slow);
  world.clock.now += 1000;
  await analyze(world.environment.databaseUrl);
  return world;
}

async function order({ store, clock, random }: World, count: number, domainOf: (index: number) => string) {
  const at = clock.now;
  const writes = Array.from({ length: count }, (_, index) =>
    insert("outbox", {
      ...{
        id: newId(random),
        address: `p${index}@${domainOf(index)}`,
        template: "password-changed",
        params: {},
      },
      ...{ locale: "en", state: "waiting", nextAttemptAt: at, giveUpAt: at + days(1), createdAt: at },
    }),
  );
  await store.commit({ at, writes, audit: [] });
}

/** Mails of fifty domains, claimed a few at once. Milliseconds a claim. */
async function claimAll(world: World): Promise<number> {
  await order(world, claims * mailsAClaim, (index) => `agency${index % 50}.example`);
  const { store, clock } = world;
  const rooms = { usual: claims * mailsAClaim, byDomain: new Map([[slow, 0]]) };
  const claim = {
    holder: "bench",
    at: clock.now,
    leaseMs: days(1),
    limit: mailsAClaim,
    rooms,
    digestEveryMs: {},
  };
  const began = performance.now();
  for (let turn = 0; turn < claims; turn++) {
    const mails = await store.work.claimMail(claim);
    must(
      mails.length === mailsAClaim && mails.every(({ address }) => !address.endsWith(slow)),
      "a wrong claim",
    );
  }
  return (performance.now() - began) / claims;
}
