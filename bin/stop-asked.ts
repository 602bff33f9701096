/** Milliseconds within which further signals are the same wish: the terminal and npm both pass one Ctrl+C on. */
const sameWish = 1_000;

/** Waits for SIGTERM or SIGINT; a second one, later, does not wait for anything and ends the process with 1. */
export function stopAsked(): Promise<void> {
  return new Promise((resolve) => {
    let since: number | undefined;
    const stop = () => {
      since ??= performance.now();
      if (performance.now() - since > sameWish) process.exit(1);
      resolve();
    };
    process.on("SIGTERM", stop);
    process.on("SIGINT", stop);
  });
}
