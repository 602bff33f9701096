/**
 * Lets a form or a link say where to go next, without letting it lead to another site.
 *
 * @returns the path with its query, or `/` if it is not one of ours
 */
export function ownPath(wanted: unknown): string {
  if (typeof wanted !== "string" || !/^\/(?![/\\])/.test(wanted)) return "/";
  const base = "http://self.invalid";
  if (!URL.canParse(wanted, base)) return "/";
  const { origin, pathname, search } = new URL(wanted, base);
  // A path that begins with two slashes would name another host, also after dots are resolved: /.//elsewhere
  return origin === base && !pathname.startsWith("//") ? pathname + search : "/";
}
