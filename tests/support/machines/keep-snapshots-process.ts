import { writeFileSync } from "node:fs";
import { machineVersion } from "../../../workflows/machines/stored";
import { snapshotsOfToday } from "./kept";

/*
 * Writes down what this version of the machines stores, before the next one is begun. Run by hand with `npx tsx`; what a
 * released version stored is never written again.
 */
const file = new URL(`../../vectors/snapshots/v${machineVersion}.json`, import.meta.url);
const lines = snapshotsOfToday().map((one) => JSON.stringify(one));
writeFileSync(file, `[\n${lines.join(",\n")}\n]\n`, { flag: "wx" });
