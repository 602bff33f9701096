import { generateKeyPairSync, type KeyObject } from "node:crypto";

export interface KeyPair {
  privateKey: KeyObject;
  publicKey: KeyObject;
}

const makers = {
  root: rsa,
  agency: rsa,
  agencyOlder: rsa,
  citizen: rsa,
  sub: rsa,
  card: rsa,
  otherCard: rsa,
  stranger: rsa,
  responder: rsa,
  short: () => generateKeyPairSync("rsa", { modulusLength: 1024 }),
  smallExponent: () => generateKeyPairSync("rsa", { modulusLength: 2048, publicExponent: 3 }),
  curve: () => generateKeyPairSync("ec", { namedCurve: "prime256v1" }),
  weakCurve: () => generateKeyPairSync("ec", { namedCurve: "secp224r1" }),
} satisfies Record<string, () => KeyPair>;

export type KeyName = keyof typeof makers;

const made = new Map<KeyName, KeyPair>();

/** A key of the forge by its role; made when first asked for, since RSA keys cost time. */
export function keyOf(name: KeyName): KeyPair {
  const key = made.get(name) ?? makers[name]();
  made.set(name, key);
  return key;
}

// Every attempt needs these; made here, they cost a file's loading time and no test's.
for (const name of ["root", "agency", "card"] satisfies KeyName[]) keyOf(name);

function rsa(): KeyPair {
  return generateKeyPairSync("rsa", { modulusLength: 2048 });
}
