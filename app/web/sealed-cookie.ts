import type { AppLoadContext } from "@remix-run/node";
import { z } from "zod";

interface Sealed<T> {
  seal(context: AppLoadContext, value: T): string;
  /** What was sealed, or `null` when it has run out or somebody changed it. */
  open(sealed: string, context: AppLoadContext): T | null;
}

/**
 * Declares what a client keeps for this server alone to read.
 *
 * @param name what it is, so that one thing is never taken for another
 * @param minutes how long it may be used
 */
export function sealedValue<T>(name: string, schema: z.ZodType<T>, minutes: number): Sealed<T> {
  const kept = z.object({ until: z.number(), value: schema });
  return {
    seal: ({ secrets, clock }, value) =>
      secrets.seal(JSON.stringify({ until: clock() + minutes * 60_000, value }), "cookie", name),
    open(sealed, { secrets, clock }) {
      try {
        const found = kept.safeParse(JSON.parse(secrets.open(sealed, "cookie", name)));
        return found.success && clock() < found.data.until ? found.data.value : null;
      } catch (error) {
        if (error instanceof Error && /^(SealBroken|SyntaxError)$/.test(error.name)) return null;
        throw error;
      }
    },
  };
}

interface SealedCookie<T> {
  /** The `Set-Cookie` value that keeps something for the next pages. */
  keep(context: AppLoadContext, value: T): string;
  /** What was kept, or `null` when there is nothing, it has run out or somebody changed it. */
  read(request: Request, context: AppLoadContext): T | null;
  /** The `Set-Cookie` value that ends it. */
  forget(): string;
}

/**
 * Declares a short-lived cookie that only this server can read: what pages without JavaScript carry from one to the next
 * and what must not stand in an address.
 *
 * @param minutes how long it lives, also if a browser keeps it longer
 */
export function sealedCookie<T>(name: string, schema: z.ZodType<T>, minutes: number): SealedCookie<T> {
  const kept = sealedValue(name, schema, minutes);
  const attributes = "Path=/; Secure; HttpOnly; SameSite=Lax";
  return {
    keep: (context, value) =>
      `__Host-${name}=${kept.seal(context, value)}; Max-Age=${minutes * 60}; ${attributes}`,
    read(request, context) {
      const sealed = cookieOf(request, `__Host-${name}`);
      return sealed === undefined ? null : kept.open(sealed, context);
    },
    forget: () => `__Host-${name}=; Max-Age=0; ${attributes}`,
  };
}

/** The value of a cookie as the browser sent it. */
function cookieOf(request: Request, name: string): string | undefined {
  const pairs = (request.headers.get("Cookie") ?? "").split(/;\s*/);
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
