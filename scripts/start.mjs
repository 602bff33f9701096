// npm start: installs, builds, migrates, fills an empty demo, serves.
import "./runtime.mjs";
import { runDesk } from "./run-desk.mjs";
import { main } from "./ready.mjs";

await main(() => runDesk(["serve", ...process.argv.slice(2)]));
