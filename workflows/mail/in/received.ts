import type { Secrets } from "../../../accounts/access/secrets";
import type { Write } from "../../../db/change";
import type { Judgement } from "../../../emails/inbound/classify";
import type { MimePart } from "../../../emails/inbound/mime";
import type { ReturnAddresses } from "../../../emails/inbound/return-address";
import type { Context } from "../../desk/context";

/** What incoming mail is worked on with. */
export interface InboundContext extends Pick<Context, "store" | "desk" | "clock" | "random"> {
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
