// npm run dev: the same, but pages come from their sources and change as these do.
import "./runtime.mjs";
import { runDesk } from "./run-desk.mjs";
import { main } from "./ready.mjs";

await main(() => runDesk(["serve", "--development", ...process.argv.slice(2)]));
