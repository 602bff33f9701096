/** Local Network Access in Chromium: the part about the own computer, and the whole as it was called before. */
const networkPermissions: string[] = ["loopback-network", "local-network-access"];

/** Whether the browser lets this site reach the own computer; `null` where it knows no such permission. */
export async function networkPermission(): Promise<PermissionState | null> {
  const states: PermissionState[] = [];
  for (const name of networkPermissions) {
    try {
      states.push((await navigator.permissions.query({ name: name as PermissionName })).state);
    } catch {
      // This browser does not know the name.
    }
  }
  return states.find((state) => state === "denied") ?? states[0] ?? null;
}
