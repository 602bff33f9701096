const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

interface IncomingRequest {
  method: string;
  path: string;
  /** Values of the headers, names in lower case. */
  headers: Record<string, string | string[] | undefined>;
}

/**
 * Says whether a request that may change something was started by a page of another site. Browsers tell it in
 * `Sec-Fetch-Site`, older ones in `Origin`; a client that sends neither is no browser and carries nobody's cookies.
 * The API is left alone where it bears a token: a foreign page cannot set that header.
 *
 * @param site the origin of this site, such as `https://ecpa.example`
 */
export function isCrossSite({ method, path, headers }: IncomingRequest, site: string): boolean {
  if (safeMethods.has(method)) return false;
  if (path.startsWith("/api/") && /^Bearer /i.test(String(headers.authorization ?? ""))) return false;
  const { origin } = headers;
  if (origin !== undefined && origin !== "null" && !URL.canParse(String(origin))) return true;
  const fetchSite = headers["sec-fetch-site"];
  if (fetchSite !== undefined) return fetchSite !== "same-origin" && fetchSite !== "none";
  if (origin === undefined) return false;
  return origin !== site && !isOwnLoopback(String(origin), String(headers.host ?? ""));
}

/**
 * Says whether a request that may change something came under another name than the page that sent it has (421, RFC 9110
 * §15.5.20): a proxy in between did not pass `Host` or `X-Forwarded-Host` on. Remix takes it for a forgery.
 */
export function isMisdirected({ method, path, headers }: IncomingRequest): boolean {
  const { origin } = headers;
  if (safeMethods.has(method) || path.startsWith("/api/")) return false;
  if (origin === undefined || origin === "null") return false;
  const host = headers["x-forwarded-host"] ?? headers.host ?? "";
  return new URL(String(origin)).host !== String(host).split(",")[0]?.trim();
}

/** On the loopback the same server answers to several names and, in tests, to a port chosen late. */
function isOwnLoopback(origin: string, host: string): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host) && origin === `http://${host}`;
}
