import type { ComponentSlot } from "../../certificates/card/card-component";
import type { CardFile } from "../../certificates/card/card-file";
import { SoftwareCard } from "./card";

/** The readers on the desk and what is in them. */
export class Slots {
  private readonly drawer: Map<string, SoftwareCard>;
  private readonly inserted = new Map<number, SoftwareCard>();
  private plugged = true;

  constructor(
    cards: readonly CardFile[],
    readonly count: number,
  ) {
    this.drawer = new Map(cards.map((card) => [card.name, new SoftwareCard(card)]));
  }

  get cards(): SoftwareCard[] {
    return [...this.drawer.values()];
  }

  get readerPlugged(): boolean {
    return this.plugged;
  }

  plug(plugged: boolean): void {
    this.plugged = plugged;
  }

  /** @throws Error for a card the folder does not hold, or a slot the reader does not have */
  insert(cardName: string, slot = 0): void {
    const card = this.drawer.get(cardName);
    if (!card) throw new Error(`no card ${cardName}; there are ${[...this.drawer.keys()].join(", ")}`);
    if (slot < 0 || slot >= this.count) throw new Error(`no slot ${slot}`);
    for (const [other, held] of this.inserted) if (held === card) this.inserted.delete(other);
    this.inserted.set(slot, card);
  }

  remove(slot = 0): void {
    this.inserted.delete(slot);
  }

  cardIn(slot = 0): SoftwareCard | undefined {
    return this.plugged ? this.inserted.get(slot) : undefined;
  }

  /** The card in the reader of this description, or in the first reader that holds one. */
  find(slotDescription: string | undefined): SoftwareCard | undefined {
    for (let slot = 0; slot < this.count; slot++) {
      const card = this.cardIn(slot);
      if (card && (!slotDescription || slotDescription === describe(slot))) return card;
    }
    return undefined;
  }

  /** `slots` of the component's reply. */
  list(withCertificates: boolean): ComponentSlot[] {
    if (!this.plugged) return [];
    return Array.from({ length: this.count }, (_, slot) => {
      const card = this.cardIn(slot);
      return { slotDescription: describe(slot), ...(card ? { token: tokenOf(card, withCertificates) } : {}) };
    });
  }
}

function describe(slot: number): string {
  return `Recovery Desk Software Reader ${slot}`;
}

function tokenOf(card: SoftwareCard, withCertificates: boolean): NonNullable<ComponentSlot["token"]> {
  const certs = card.certificates.map(({ label, usage, der, parsed }) => ({
    label,
    usage,
    subjectDN: parsed.subject.split("\n").join(","),
    subjectID: /serialNumber=(.+)/.exec(parsed.subject)?.[1] ?? "",
    certb64: der.toString("base64"),
  }));
  return { serialNumber: card.file.cardSerial, ...(withCertificates ? { certs } : {}) };
}
