import fc from "fast-check";

/** One way to spoil bytes. Numbers are taken modulo what there is, so that every draw does something. */
interface Mutation {
  kind: "flip" | "set" | "cut" | "remove" | "insert" | "double" | "length" | "tag" | "splice";
  where: number;
  what: number;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom<Mutation["kind"]>(
    ...(["flip", "set", "cut", "remove", "insert", "double", "length", "tag", "splice"] as const),
  ),
  where: fc.nat(),
  what: fc.nat(),
});

/**
 * Valid bytes spoilt in one to four places: bits flipped, octets changed, ranges cut, doubled or put in, lengths and tags of
 * elements changed, pieces of other valid inputs spliced in; and now and then nothing but noise.
 *
 * @param seeds valid inputs, the first of which is mostly the one that is spoilt
 */
export function mutated(seeds: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const [first = new Uint8Array()] = seeds;
  const headers = headersOf(first);
  return fc.oneof(
    {
      weight: 9,
      arbitrary: fc
        .array(mutation, { minLength: 1, maxLength: 4 })
        .map((mutations) => mutations.reduce((bytes, each) => spoil(bytes, each, headers, seeds), first)),
    },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
  );
}

function spoil(
  bytes: Uint8Array,
  { kind, where, what }: Mutation,
  headers: number[],
  seeds: readonly Uint8Array[],
): Uint8Array {
  const at = bytes.length === 0 ? 0 : where % bytes.length;
  const header = headers.length === 0 ? at : (headers[where % headers.length] ?? 0);
  switch (kind) {
    case "flip":
      return withOctet(bytes, at, (octet) => octet ^ (1 << (what % 8)));
    case "set":
      return withOctet(bytes, at, () => what);
    case "length":
      return withOctet(bytes, header + 1, (octet) => octet + ([1, -1, 0x80, what][what % 4] ?? 0));
    case "tag":
      return withOctet(bytes, header, () => what);
    case "cut":
      return bytes.subarray(0, at);
    case "remove":
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + (what % 20))]);
    case "insert":
      return Buffer.concat([bytes.subarray(0, at), Buffer.of(what), bytes.subarray(at)]);
    case "double":
      return Buffer.concat([bytes.subarray(0, at + (what % 60)), bytes.subarray(at)]);
    case "splice": {
      const other = seeds[what % seeds.length] ?? bytes;
      return Buffer.concat([bytes.subarray(0, at), other.subarray(what % Math.max(1, other.length))]);
    }
  }
}

function withOctet(bytes: Uint8Array, at: number, change: (octet: number) => number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const octet = copy[at];
  if (octet !== undefined) copy[at] = change(octet);
  return copy;
}

/** Where elements begin, found by walking the DER loosely: whatever looks constructed is gone into. */
function headersOf(bytes: Uint8Array): number[] {
  const found: number[] = [];
  const walk = (from: number, to: number) => {
    for (let at = from; at + 1 < to;) {
      found.push(at);
      const first = bytes[at + 1] ?? 0;
      const octets = first < 0x80 ? 0 : first & 0x7f;
      let length = first < 0x80 ? first : 0;
      for (let i = 0; i < octets; i++) length = length * 256 + (bytes[at + 2 + i] ?? 0);
      const start = at + 2 + octets;
      if (((bytes[at] ?? 0) & 0x20) !== 0) walk(start, Math.min(start + length, to));
      at = start + length;
    }
  };
  walk(0, bytes.length);
  return found;
}
