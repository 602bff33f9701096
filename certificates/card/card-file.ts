import { z } from "zod";

/** A software card: one JSON file, read by the software card reader. It stands for plastic, so it holds private keys. */
export const cardFile = z.object({
  /** File name without `.json`; how tests and the reader's page call the card. */
  name: z.string().min(1),
  kind: z.enum(["agency", "citizen"]),
  label: z.object({ zh: z.string(), en: z.string() }),
  /** The number printed on the card, `cardSN` of the card component. */
  cardSerial: z.string().regex(/^[A-Z0-9]{16}$/),
  pin: z.string().min(6).max(8),
  /** A card whose PIN was mistyped too often before the reader ever saw it. */
  locked: z.boolean(),
  /** First the one for signatures (`cert1`), then the one for encryption (`cert2`), as on the government's cards. */
  certificates: z
    .array(
      z.object({
        label: z.enum(["cert1", "cert2"]),
        usage: z.enum(["digitalSignature", "keyEncipherment|dataEncipherment"]),
        certificate: z.base64(),
        privateKey: z.string().includes("PRIVATE KEY"),
      }),
    )
    .length(2),
  /** Key identifier, in hex, of the demo authority that issued the card. */
  authorityKeyId: z.string(),
  /** Hexadecimal serial number of the signature certificate. */
  serialNumber: z.string(),
  /** Why and since when (epoch milliseconds) the demo authority lists the card as revoked. */
  revocation: z.object({ reason: z.number().int(), revokedAt: z.number() }).nullable(),
});

export type CardFile = z.infer<typeof cardFile>;
export type CardCertificate = CardFile["certificates"][number];

/** Thrown for a file that does not describe a card. */
export class NotACardFile extends Error {
  constructor(
    readonly path: string,
    readonly reason: string,
  ) {
    super(`${path} is not a card file: ${reason}`);
    this.name = "NotACardFile";
  }
}
