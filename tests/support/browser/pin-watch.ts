import type { BrowserContext, Request } from "playwright-core";
import { searchBytes } from "../desk/secret-search";

/** One request as it left the browser. */
interface SentRequest {
  method: string;
  url: string;
  /** Request line, headers with cookies, and body. */
  bytes: Buffer;
}

/** What a browser sent to anybody but the card component. */
export interface PinWatch {
  sent: () => Promise<SentRequest[]>;
  /**
   * The requests that carry one of these PINs, in whatever form (`secret-search.ts`): none, if all is well.
   *
   * @throws where the browser has sent nothing at all, for then nothing was watched
   */
  leaksOf: (...pins: string[]) => Promise<string[]>;
}

/**
 * Watches every request of a visitor, pop-ups included, from now on. A PIN belongs to the component alone: whatever goes
 * to another origin must not hold it, ours or not. Ask `leaksOf` before the visitor is closed.
 *
 * @param componentUrl where the card component listens
 */
export function watchPins(visitor: BrowserContext, componentUrl: string): PinWatch {
  const component = new URL(componentUrl).origin;
  const requests: Promise<SentRequest>[] = [];
  visitor.on("request", (request) => {
    if (new URL(request.url()).origin !== component) requests.push(asSent(request));
  });
  const sent = () => Promise.all(requests);
  return {
    sent,
    async leaksOf(...pins) {
      const all = await sent();
      if (all.length === 0) throw new Error("the watched browser has sent nothing");
      return all.flatMap(({ method, url, bytes }) =>
        pins.flatMap((pin) => {
          const forms = searchBytes(bytes, pin);
          return forms.length > 0 ? `${method} ${url}: ${pin} in ${forms.join(", ")}` : [];
        }),
      );
    },
  };
}

async function asSent(request: Request): Promise<SentRequest> {
  const method = request.method();
  const url = request.url();
  const body = request.postDataBuffer() ?? Buffer.alloc(0);
  // Cookies are only among all headers, which a page that has gone meanwhile does not tell any more.
  const headers = await request.allHeaders().catch(() => request.headers());
  return {
    method,
    url,
    bytes: Buffer.concat([Buffer.from(`${method} ${url}\n${lines(headers)}\n\n`), body]),
  };
}

const lines = (headers: Record<string, string>) =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
