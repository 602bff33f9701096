import type { IncomingMessage, ServerResponse } from "node:http";
import type { Random } from "../../db/types";
import { componentPaths } from "../../certificates/card/card-component";
import { type Component, infoReply, signReply } from "./component";
import type { Delays } from "./delays";
import { infoImage } from "./info-image";
import { popupPage } from "./popup-page";
import { changeSlot, changeState } from "./page-forms";
import { readerPage, readerStyles } from "./reader-page";

interface Reader {
  component: Component;
  delays: Delays;
  random: Random;
}

const MAXIMUM_BODY = 256 * 1024;

/** Answers one request to the local server: the component's protocol, and the reader's own page at `/`. */
export async function answerRequest(
  { component, delays, random }: Reader,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const host = request.headers.host ?? "";
  const target = new URL(request.url ?? "/", "http://localhost");
  // A page could point a name of its own at the loopback and then read across origins.
  if (!/^(localhost|127\.0\.0\.1)(:\d+)?$/.test(host))
    return send(response, 403, "text/plain", "not this name");
  const foreign = request.headers.origin !== undefined && request.headers.origin !== `http://${host}`;

  switch (`${request.method} ${target.pathname}`) {
    case `GET ${componentPaths.popup}`: {
      const nonce = Buffer.from(random(16)).toString("base64");
      return sendPage(response, `default-src 'self'; script-src 'nonce-${nonce}'`, popupPage(nonce));
    }
    case `GET ${componentPaths.info}`:
      await delays.pass();
      return sendJson(response, infoReply(component, target.searchParams.get("withcert") === "true"));
    case `GET ${componentPaths.image}`:
      await delays.pass();
      response.setHeader("Access-Control-Allow-Origin", "*");
      return send(response, 200, "image/bmp", infoImage(infoReply(component, false)));
    case `POST ${componentPaths.sign}`: {
      const form = await readForm(request);
      await delays.pass();
      return sendJson(
        response,
        signReply(component, form.get("tbsPackage") ?? "", { site: form.get("origin"), foreign }),
      );
    }
    case "GET /":
      return sendPage(
        response,
        "default-src 'none'; style-src 'self'; form-action 'self'",
        readerPage(component, delays),
      );
    case "GET /reader.css":
      return send(response, 200, "text/css; charset=utf-8", readerStyles);
    case "POST /slot":
    case "POST /state": {
      if (foreign) return send(response, 403, "text/plain", "another site's form");
      const form = await readForm(request);
      if (target.pathname === "/slot") changeSlot(component.slots, form);
      else changeState(component, delays, form);
      response.setHeader("Location", "/");
      return send(response, 303, "text/plain", "");
    }
    default:
      return send(response, 404, "text/plain", "not found");
  }
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAXIMUM_BODY) throw new Error("a form of more than 256 KiB");
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
}

function sendJson(response: ServerResponse, reply: object): void {
  send(response, 200, "application/json; charset=utf-8", JSON.stringify(reply));
}

function sendPage(response: ServerResponse, policy: string, page: string): void {
  response.setHeader("Content-Security-Policy", policy);
  send(response, 200, "text/html; charset=utf-8", page);
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, {
    "Content-Type": type,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
  });
  response.end(body);
}
