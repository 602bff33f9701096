import { runDesk } from "../tests/support/desk/desk-process";
import { checkEveryPkits } from "../tests/support/cards/pkits";
import { defineBench, must } from "./frame";

/** The command as a stranger runs it: one process judges every end entity of NIST's PKITS. */
export const bench = defineBench({
  title: "desk certificate check --json over the 203 paths of PKITS, in one process",
  open: () => Promise.resolve(null),
  /** A process that only starts. */
  floor: () => secondsOf(["--help"], ({ code }) => code === 0),
  run: () =>
    secondsOf(
      checkEveryPkits,
      ({ code, out }) => code === 1 && out.split('"accepted":true').length - 1 === 65,
    ),
  reach: [{ what: "s altogether", of: ({ run }) => run.seconds, atMost: 20 }],
});

async function secondsOf(
  parameters: string[],
  right: (ended: Awaited<ReturnType<typeof runDesk>>) => boolean,
): Promise<{ seconds: number }> {
  const began = performance.now();
  const ended = await runDesk(parameters, { LANG: "en" });
  const seconds = (performance.now() - began) / 1000;
  must(right(ended), `the command ended with ${ended.code}: ${ended.err.slice(-200)}`);
  return { seconds };
}
