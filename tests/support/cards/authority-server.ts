import { once } from "node:events";
import {
  createServer,
  request as ask,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** An HTTP server of an authority on this machine: what it answers may be changed as a test goes on. */
export interface AuthorityServer {
  url: string;
  /** What was asked, oldest first: `GET /list.crl`. */
  asked: string[];
  answer: (path: string, answer: Answer) => void;
  close: () => Promise<void>;
}

export async function startAuthorityServer(): Promise<AuthorityServer> {
  const answers = new Map<string, Answer>();
  const asked: string[] = [];
  const { url, close } = await listen((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const answer = answers.get(request.url ?? "");
    if (answer) answer(request, response);
    else response.writeHead(404).end();
  });
  return { url, asked, answer: (path, answer) => answers.set(path, answer), close };
}

/** Gives these bytes. */
export const bytes =
  (der: Uint8Array, type = "application/pkix-crl"): Answer =>
  (_, response) =>
    response.writeHead(200, { "content-type": type }).end(der);

/** A proxy as agencies have: it forwards `http:` itself and tunnels only to port 443, unless told to refuse everything. */
export async function startProxy({ refuses = false } = {}) {
  const asked: string[] = [];
  const { url, close } = await listen(
    (request, response) => {
      asked.push(`${request.method} ${request.url}`);
      if (refuses) return void response.writeHead(407).end();
      const forwarded = ask(
        request.url ?? "",
        { method: request.method, headers: request.headers },
        (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
        },
      );
      forwarded.on("error", () => response.writeHead(502).end());
      request.pipe(forwarded);
    },
    (request, socket) => {
      asked.push(`CONNECT ${request.url}`);
      const [host, port] = (request.url ?? "").split(":");
      if (refuses || port !== "443") return void socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      const through = connect(443, host, () => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        through.pipe(socket).pipe(through);
      });
      through.on("error", () => socket.destroy());
    },
  );
  return { url, asked, close };
}

async function listen(
  listener: RequestListener,
  onConnect?: (request: IncomingMessage, socket: Socket) => void,
) {
  const server = createServer(listener);
  if (onConnect)
    server.on("connect", (request: IncomingMessage, socket) => onConnect(request, socket as Socket));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
