import { hostname } from "node:os";
import type { Store } from "../db/store";
import type { Clock } from "../db/types";

/** The name of this process on what it takes up. */
export function leaseHolder(): string {
  return `${hostname()}:${process.pid}`;
}

/**
 * Frees at the start what processes of this machine had taken up when they were killed, so that nobody waits for their
 * leases to run out. A process before this one of the same number, as in a container, is dead too.
 */
export async function releaseDeadLeases({ store, clock }: { store: Store; clock: Clock }): Promise<void> {
  for (const holder of await store.work.leaseHolders(clock())) {
    const [host, number] = splitAtLast(holder);
    if (host === hostname() && (holder === leaseHolder() || !isAlive(Number(number))))
      await store.work.releaseLeases(holder);
  }
}

function splitAtLast(holder: string): [string, string] {
  const at = holder.lastIndexOf(":");
  return [holder.slice(0, at), holder.slice(at + 1)];
}

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
