import type { MailClaim } from "../../../db/queries/outbox";
import type { Clock } from "../../../db/types";

/** How many mails may be under way. */
export interface RateLimits {
  /** Altogether, in this process; more than there are connections, so that none waits for the next mail. */
  atOnce: number;
  /** To one recipient domain, so that a slow one does not hold up the others. */
  perDomain: number;
  /** Begun to one recipient domain in any minute. */
  perMinute: number;
}

/** Connections to the mail server: few enough for any, and with two to a domain enough beside four slow domains. */
export const connections = 10;
export const usualRateLimits: RateLimits = { atOnce: 6 * connections, perDomain: 2, perMinute: 300 };

const minuteMs = 60_000;

/** Keeps count of what is under way, by recipient domain. */
export interface RateLimiter {
  /** What a claim may take up now. */
  room(): Pick<MailClaim, "limit" | "rooms">;
  begun(domain: string): void;
  ended(domain: string, well: boolean): void;
}

/** A domain that did not take its last mail gets one at a time until it takes one. */
export function createRateLimiter({ atOnce, perDomain, perMinute }: RateLimits, clock: Clock): RateLimiter {
  const underWay = new Map<string, number>();
  const lately = new Map<string, number[]>();
  const troubled = new Set<string>();
  const count = (domain: string) => underWay.get(domain) ?? 0;

  return {
    room() {
      const since = clock() - minuteMs;
      for (const [domain, starts] of lately) {
        const recent = starts.filter((at) => at > since);
        if (recent.length > 0) lately.set(domain, recent);
        else lately.delete(domain);
      }
      const named = new Set([...underWay.keys(), ...lately.keys(), ...troubled]);
      const byDomain = new Map(
        [...named].map((domain) => [
          domain,
          Math.min(
            (troubled.has(domain) ? 1 : perDomain) - count(domain),
            perMinute - (lately.get(domain)?.length ?? 0),
          ),
        ]),
      );
      const busy = [...underWay.values()].reduce((sum, n) => sum + n, 0);
      return { limit: atOnce - busy, rooms: { usual: Math.min(perDomain, perMinute), byDomain } };
    },
    begun(domain) {
      underWay.set(domain, count(domain) + 1);
      lately.set(domain, [...(lately.get(domain) ?? []), clock()]);
    },
    ended(domain, well) {
      if (count(domain) > 1) underWay.set(domain, count(domain) - 1);
      else underWay.delete(domain);
      if (well) troubled.delete(domain);
      else troubled.add(domain);
    },
  };
}
