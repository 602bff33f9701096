import type { Lanes } from "../../accounts/passwords/concurrency-limit";
import type { Secrets } from "../../accounts/access/secrets";
import type { OfficeTime } from "../../accounts/office/office-time";
import type { Store } from "../../db/store";
import type { Clock, Random } from "../../db/types";
import type { Desk } from "./desk";

/** As much of office time as the desk counts with. */
export type OfficeClock = Pick<OfficeTime, "addMinutes" | "minutesBetween">;

/**
 * What all work rests on, made once by `services/`. A function takes the part it needs by `Pick`; a room that needs more
 * extends it in a file of its own.
 */
export interface Context {
  store: Store;
  /** The one way in to open a ticket and to act on one. */
  desk: Desk;
  /** The present, in epoch milliseconds. */
  clock: Clock;
  random: Random;
  secrets: Secrets;
  office: OfficeClock;
  /** Holds what is slow before it is begun, in a lane for each who asks. */
  lanes: Lanes;
  /** Waits so many milliseconds; passed in so that tests own the time. */
  wait: (ms: number) => Promise<void>;
}
