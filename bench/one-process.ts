import { writeFileSync } from "node:fs";
import type { RunnableBench } from "./frame";

/** `node … one-process.ts FILE RESULT`: carries out one bench in this process and leaves what it came to in a file. */
const [file = "", result = ""] = process.argv.slice(2);
const { bench } = (await import(file)) as { bench: RunnableBench };
writeFileSync(result, JSON.stringify(await bench.carryOut()));
// A bench that left something open has been told of nothing wrong by it.
process.exit(0);
