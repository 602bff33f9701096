/**
 * Watches for how long at a time this thread works without letting anything else have its turn, in milliseconds: what a
 * request that comes just then has to wait for us. Waiting for a core or a disk that others have is not counted, so that a
 * busy machine does not matter. On a Node that cannot tell (before 23.9) the time that passes is counted.
 */
export function watchTurns(): { end: () => number } {
  const { threadCpuUsage } = process as { threadCpuUsage?: () => { user: number; system: number } };
  const worked = () => {
    if (!threadCpuUsage) return performance.now();
    const { user, system } = threadCpuUsage.call(process);
    return (user + system) / 1000;
  };
  let longest = 0;
  let last = worked();
  const look = () => {
    const now = worked();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const watching = setInterval(look, 1);
  return {
    end() {
      clearInterval(watching);
      look();
      return longest;
    },
  };
}
