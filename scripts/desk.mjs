// npm run desk -- COMMAND: the desk command, after installing what is missing.
import "./runtime.mjs";
import { runDesk } from "./run-desk.mjs";
import { main } from "./ready.mjs";

await main(() => runDesk(process.argv.slice(2)));
