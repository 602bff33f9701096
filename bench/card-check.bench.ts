import { createHash, sign, verify } from "node:crypto";
import { verifyCardSignature } from "../certificates/verdict/card-signature";
import { readCrl } from "../certificates/revocation/crl";
import { day, forge, now } from "../tests/support/forge/forge";
import { keyOf } from "../tests/support/forge/keys";
import { manyEntries, manySerial, moicaEntries } from "../tests/support/forge/many-entries";
import { defineBench, must, timed } from "./frame";

const checks = 200;
const lookUps = 20_000;
const fewEntries = 10_000;

const octetsOf = (serial: bigint) => Buffer.from(serial.toString(16), "hex");

/** A card's signature judged as at a sign-in: CMS, chain, and a list of MOICA's size that has been read and verified before. */
export const bench = defineBench({
  title: "A card's signature checked against a list of 412,000 entries",
  async open() {
    const signed = forge({ crl: { more: manyEntries(moicaEntries, now - day) } });
    const revoked = forge({
      card: { serial: manySerial(moicaEntries - 1) },
      crl: { more: manyEntries(moicaEntries, now - day) },
    });
    must(verifyCardSignature(signed).accepted, "a good card is refused");
    const verdict = verifyCardSignature(revoked);
    must(
      !verdict.accepted && verdict.code === "certificate-revoked",
      "the last entry of the list is not found",
    );
    const [large] = signed.trust.crls.filter(({ entries }) => entries.count === moicaEntries);
    const [small] = forge({ crl: { more: manyEntries(fewEntries, now - day) } }).trust.crls.slice(-1);
    must(large !== undefined && small?.entries.count === fewEntries, "a list lacks entries");
    const data = Buffer.alloc(1024, 7);
    return {
      signed,
      large: readCrl(large.der),
      small,
      data,
      signature: sign("sha256", data, keyOf("card").privateKey),
    };
  },
  async floor({ data, signature }) {
    const { publicKey } = keyOf("card");
    const ms = await timed(checks, () => {
      const digest = createHash("sha256").update(data).digest("hex");
      must(digest.length === 64, "the digest");
      for (let time = 0; time < 2; time++)
        must(verify("sha256", data, publicKey, signature), "a bare verify");
    });
    return { ms };
  },
  async run({ signed, large, small }) {
    const ms = await timed(checks, () =>
      must(verifyCardSignature(signed).accepted, "a good card is refused"),
    );
    const lookUp = ({ entries }: typeof large, count: number) =>
      timed(lookUps, (index) => {
        const found = entries.find(octetsOf(manySerial(index % count)));
        must(found !== null, "an entry is not found");
        must(
          entries.find(octetsOf(manySerial(count + index))) === null,
          "an entry that is not there is found",
        );
      });
    const lookUpInFew = await lookUp(small, fewEntries);
    return { ms, lookUp: await lookUp(large, moicaEntries), lookUpInFew };
  },
  reach: [
    { what: "ms a check", of: ({ run }) => run.ms, atMost: 5 },
    { what: "× two bare RSA verifies and a digest", of: ({ floor, run }) => run.ms / floor.ms, atMost: 50 },
    {
      what: "× the look-up time in 10,000 entries",
      of: ({ run }) => run.lookUp / run.lookUpInFew,
      atMost: 2,
    },
  ],
});
