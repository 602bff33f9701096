import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

type Encode = (input: unknown) => ReadableStream<Uint8Array>;
interface Loading {
  callRouteLoader(call: {
    loader: (args: { request: Request }) => unknown;
    request: Request;
    routeId: string;
    params: object;
    loadContext: object;
    singleFetch: boolean;
  }): Promise<unknown>;
}
interface Entry {
  createEntryRouteModules(routes: Record<string, { module: unknown }>): unknown;
}

/** Remix' runtime as the server loads it, patched by patches/, and the copies in the same packages that no patch touches. */
const remixNode = createRequire(createRequire(import.meta.url).resolve("@remix-run/node"));
const runtime = createRequire(remixNode.resolve("@remix-run/server-runtime"));
const runtimeFolder = dirname(remixNode.resolve("@remix-run/server-runtime"));
const loading = runtime(join(runtimeFolder, "data.js")) as Loading;
const entry = runtime(join(runtimeFolder, "entry.js")) as Entry;
const patched = runtime("turbo-stream") as { encode: Encode };
const untouched = (await import(
  pathToFileURL(join(dirname(runtime.resolve("turbo-stream")), "turbo-stream.mjs")).href
)) as { encode: Encode };

describe("encoding the answers of loaders", () => {
  it("gives byte by byte what the untouched encoder gives, of whatever loaders may answer", async () => {
    const instants = fc.date({ noInvalidDate: true });
    const answers = fc.anything({ withDate: true, withMap: true, withSet: true, withBigInt: true });
    await fc.assert(
      fc.asyncProperty(answers, instants, async (answer, at) => {
        const data = { answer, again: [answer, { answer, at }], later: Promise.resolve(answer) };
        expect(await textOf(patched.encode(data))).toBe(await textOf(untouched.encode(data)));
      }),
      { numRuns: 500 },
    );
  });

  it("tells of numbers and words that come again what the untouched encoder tells", async () => {
    const row = fc.record({
      name: fc.constantFrom("王明", "王小明", "name", "</script>", ""),
      count: fc.constantFrom(0, -0, 1, NaN, Infinity, -Infinity, 2 ** 53),
      open: fc.boolean(),
      why: fc.constantFrom(null, undefined, "name", "why"),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 40 }), async (rows) => {
        expect(await textOf(patched.encode({ rows }))).toBe(await textOf(untouched.encode({ rows })));
      }),
    );
  });

  it("begins when somebody reads; without patches/, which --ignore-scripts leaves out, at once", async () => {
    const read = (encode: Encode) => {
      let reads = 0;
      const stream = encode({
        get name() {
          reads += 1;
          return "王明";
        },
      });
      return { stream, reads: () => reads };
    };
    const [lazy, eager] = [read(patched.encode), read(untouched.encode)];
    expect([lazy.reads(), eager.reads()]).toEqual([0, 1]);
    expect(await textOf(lazy.stream)).toBe(await textOf(eager.stream));
    expect(lazy.reads()).toBe(1);
  });

  it("fails for its reader where something cannot be encoded", async () => {
    await expect(textOf(patched.encode(() => "not data"))).rejects.toThrow("Cannot encode");
  });
});

describe("calling loaders", () => {
  const load = async (url: string) => {
    const request = new Request(url, { headers: { Cookie: "a=b" } });
    let seen: Request | undefined;
    const loader = (args: { request: Request }) => {
      seen = args.request;
      return null;
    };
    await loading.callRouteLoader({
      ...{ loader, request, routeId: "page", params: {}, loadContext: {}, singleFetch: true },
    });
    return { request, seen };
  };

  it("hands every loader the request itself; without patches/ a copy of a copy of it", async () => {
    const { request, seen } = await load("https://desk.example/desk?view=mine&page=2");
    expect(seen).toBe(request);
  });

  it("goes on leaving out what Remix has added to the address", async () => {
    for (const added of ["index", "index=", "_routes=root", "index&_routes=root%2Cpage"]) {
      const { seen } = await load(`https://desk.example/desk?view=mine&${added}`);
      expect(seen?.url).toBe("https://desk.example/desk?view=mine");
      expect(seen?.headers.get("Cookie")).toBe("a=b");
    }
    const { seen } = await load("https://desk.example/desk?index=of+cases");
    expect(new URL(seen?.url ?? "").searchParams.get("index")).toBe("of cases");
  });

  it("lists a build's modules once", () => {
    const routes = { root: { module: { default: "the root" } } };
    const modules = entry.createEntryRouteModules(routes);
    expect(modules).toEqual({ root: { default: "the root" } });
    expect(entry.createEntryRouteModules(routes)).toBe(modules);
    expect(entry.createEntryRouteModules({ ...routes })).not.toBe(modules);
  });
});

const textOf = (stream: ReadableStream<Uint8Array>): Promise<string> => new Response(stream).text();
