/** The oldest Node that the product runs on: `engines` of package.json. */
export const oldestNode = "22.18.0";

/** Whether the product runs on this version of Node, as in `process.versions.node`. */
export function runsOn(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode.split(".").map(Number);
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

/** Ends the process, in words, under a Node that is too old: better-sqlite3 would end it with SIGSEGV, and without. */
export function refuseOldNode(): void {
  if (runsOn(process.versions.node)) return;
  process.stderr.write(
    `需要 Node.js ${oldestNode} 以上（目前 ${process.versions.node}）；npm 指令會自備，例如 npm test -- FILE。  ` +
      `Node.js ${oldestNode} or newer is needed (this is ${process.versions.node}); npm's commands bring one: npm test -- FILE.\n`,
  );
  process.exit(1);
}
