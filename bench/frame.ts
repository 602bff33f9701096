/**
 * A bench is one file, `bench/NAME.bench.ts`, that exports a constant `bench` made by `defineBench`:
 *
 *     export const bench = defineBench({
 *       title: "What is measured, in a line",
 *       open: async () => world,                         // build the data; not timed
 *       floor: async (world) => ({ ms: … }),             // the least that gives the same answer
 *       run: async (world) => ({ ms: … }),               // ours; `must` checks each answer that is timed
 *       reach: [{ what: "× the floor", of: ({ floor, run }) => run.ms / floor.ms, atMost: 5 }],
 *       close: async (world) => …,
 *     });
 *
 * `npm run bench -- NAME` runs it in a process of its own. Machines are noisy, so floor and run take turns for `rounds`
 * rounds in one process and the medians count. Reaches come from `quality.md`; one that is missed, or a wrong answer,
 * ends the command with 1. What needs the built pages says `pages: true`; what rests on the database says `databases: true`,
 * is carried out on SQLite and on PostgreSQL, and has its worlds made by `createWorld` or its addresses by `databaseIn`.
 */
export interface Bench<World, Floor extends Figures, Run extends Figures> {
  title: string;
  /** Serves real pages, which are built before. */
  pages?: boolean;
  /** Rests on the database: carried out on both. */
  databases?: boolean;
  /** How often floor and run take turns; 3 unless said. */
  rounds?: number;
  open: () => Promise<World>;
  floor: (world: World) => Promise<Floor>;
  run: (world: World) => Promise<Run>;
  reach: Reach<Floor, Run>[];
  close?: (world: World) => Promise<void>;
}

/** Figures of one round by name: milliseconds, rates, bytes. */
export type Figures = Record<string, number>;

/** What has to be reached, computed from the medians. */
export interface Reach<Floor extends Figures = Figures, Run extends Figures = Figures> {
  what: string;
  of: (medians: { floor: Floor; run: Run }) => number;
  atMost?: number;
  atLeast?: number;
}

/** What a bench came to. */
export interface Result {
  title: string;
  floor: Figures;
  run: Figures;
  reach: { what: string; value: number; atMost?: number; atLeast?: number; reached: boolean }[];
}

export interface RunnableBench {
  title: string;
  pages: boolean;
  databases: boolean;
  carryOut: () => Promise<Result>;
}

/** Makes a bench of its description. */
export function defineBench<World, Floor extends Figures, Run extends Figures>({
  title,
  pages = false,
  databases = false,
  rounds = 3,
  ...bench
}: Bench<World, Floor, Run>): RunnableBench {
  return {
    title,
    pages,
    databases,
    async carryOut() {
      const world = await bench.open();
      try {
        const floors: Floor[] = [];
        const runs: Run[] = [];
        for (let round = 0; round < rounds; round++) {
          floors.push(await bench.floor(world));
          runs.push(await bench.run(world));
        }
        const medians = { floor: medianOf(floors), run: medianOf(runs) };
        const reach = bench.reach.map(({ what, of, atMost, atLeast }) => {
          const value = of(medians);
          return { what, value, atMost, atLeast, reached: isReached(value, { atMost, atLeast }) };
        });
        return { title, ...medians, reach };
      } finally {
        await bench.close?.(world);
      }
    },
  };
}

/** Fails the bench when an answer is not what it must be: speed for wrong answers is worth nothing. */
export function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`a wrong answer: ${what}`);
}

/** Milliseconds that `work` takes, each of `times` calls. */
export async function timed(times: number, work: (index: number) => unknown): Promise<number> {
  const began = performance.now();
  for (let index = 0; index < times; index++) await work(index);
  return (performance.now() - began) / times;
}

function isReached(value: number, { atMost = Infinity, atLeast = -Infinity }): boolean {
  return value <= atMost && value >= atLeast;
}

function medianOf<F extends Figures>(rounds: readonly F[]): F {
  const names = Object.keys(rounds[0] ?? {});
  const median = (name: string) => {
    const values = rounds.map((round) => round[name] ?? NaN).sort((one, other) => one - other);
    return values[Math.floor(values.length / 2)] ?? NaN;
  };
  return Object.fromEntries(names.map((name) => [name, median(name)])) as F;
}
