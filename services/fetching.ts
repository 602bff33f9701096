import { EnvHttpProxyAgent, errors, request, type Dispatcher } from "undici";
import {
  type OutsideFailed,
  type AskOutside,
  outsideError,
  isOutsideFailed,
} from "../workflows/trust/fetching";
import type { Environment } from "./environment";

export interface Outside {
  ask: AskOutside;
  close: () => Promise<void>;
}

const connectPatience = 10_000;

/** The way out of the house, through the proxy of `HTTPS_PROXY` where there is one: also for `http:` addresses. */
export function createOutside({ httpsProxy, noProxy }: Pick<Environment, "httpsProxy" | "noProxy">): Outside {
  const dispatcher = new EnvHttpProxyAgent({
    // Given in any case, so that no other variable of the environment speaks.
    httpProxy: httpsProxy ?? "",
    httpsProxy: httpsProxy ?? "",
    noProxy,
    // A proxy forwards http: itself; few let CONNECT through to port 80.
    proxyTunnel: false,
    connectTimeout: connectPatience,
  });
  return { ask: (wish) => ask(dispatcher, wish), close: () => dispatcher.destroy() };
}

async function ask(dispatcher: Dispatcher, wish: Parameters<AskOutside>[0]): Promise<Uint8Array> {
  const { url, body, maximumBytes, patience } = wish;
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) throw outsideError("not-a-web-address", url);
  const signal = AbortSignal.timeout(patience);
  try {
    const answer = await request(url, {
      dispatcher,
      signal,
      method: body ? "POST" : "GET",
      headers: { accept: "*/*", ...(body && { "content-type": body.type }) },
      body: body?.bytes,
    });
    try {
      requireAnswer(answer, maximumBytes);
      return await read(answer.body, maximumBytes);
    } finally {
      // Cutting short what is still coming is an error of its own, which says nothing new.
      answer.body.on("error", () => undefined).destroy();
    }
  } catch (error) {
    throw failureOf(error);
  }
}

function requireAnswer({ statusCode, headers }: Dispatcher.ResponseData, maximumBytes: number): void {
  if (statusCode >= 300 && statusCode < 400)
    throw outsideError("redirected", String(headers.location ?? statusCode));
  if (statusCode === 407) throw outsideError("proxy-refuses", "407");
  if (statusCode !== 200) throw outsideError("status", `HTTP ${statusCode}`);
  if (Number(headers["content-length"] ?? 0) > maximumBytes)
    throw outsideError("too-large", `${String(headers["content-length"])} > ${maximumBytes}`);
  if (/^text\/html/i.test(String(headers["content-type"] ?? "")))
    throw outsideError("a-web-page", "text/html");
}

async function read(body: AsyncIterable<Uint8Array>, maximumBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > maximumBytes) throw outsideError("too-large", `> ${maximumBytes}`);
    chunks.push(chunk);
  }
  const whole = new Uint8Array(length);
  let end = 0;
  for (const chunk of chunks) {
    whole.set(chunk, end);
    end += chunk.length;
  }
  return whole;
}

function failureOf(error: unknown): OutsideFailed {
  if (isOutsideFailed(error)) return error;
  const { name, code, message } = describe(error);
  if (name === "TimeoutError" || error instanceof errors.ConnectTimeoutError)
    return outsideError("too-slow", message);
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/.test(code))
    return outsideError("certificate-untrusted", code);
  if (/Proxy (response|Authentication)/.test(message)) return outsideError("proxy-refuses", message);
  return outsideError("unreachable", code === "" ? message : code);
}

function describe(error: unknown): { name: string; code: string; message: string } {
  if (!(error instanceof Error)) return { name: "", code: "", message: String(error) };
  const code = "code" in error ? String(error.code) : "";
  return { name: error.name, code, message: error.message };
}
