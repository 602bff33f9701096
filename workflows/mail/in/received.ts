import type { Secrets } from "../../../accounts/access/secrets";
import type { Write } from "../../../db/change";
import type { Store } from "../../../db/store";
import type { Clock, Random } from "../../../db/types";
import type { Judgement } from "../../../emails/inbound/classify";
import type { MimePart } from "../../../emails/inbound/mime";
import type { ReturnAddresses } from "../../../emails/inbound/return-address";
import type { Desk } from "../../desk/desk";

/** What receiving mail needs. */
export interface InboundParts {
  store: Store;
  desk: Desk;
  clock: Clock;
  random: Random;
  secrets: Pick<Secrets, "keyedHash" | "keyedHashes">;
  addresses: ReturnAddresses;
  /** Where anybody may write, in lower case; the first is the sender of the desk's own mail. */
  deskAddresses: readonly string[];
}

/** A mail that has been read, on its way to where it belongs. */
export interface ReceivedPart {
  from: string;
  mail: MimePart;
  judgement: Judgement;
  /** Remembers the mail in the commit that stores what it says. */
  remembered: (ticketId: string | null) => Write;
}
