import { seededRandom } from "../../accounts/demo/seeded-random";
import type { Clock, Random } from "../../db/types";

/**
 * Time and chance of a desk that lives through the demo's weeks before it serves. In the past the clock stands until it is
 * moved, and chance repeats itself; in the present both are the real ones.
 */
export class DemoTime {
  private past: { at: number; random: Random } | null = null;

  constructor(private readonly present: { clock: Clock; random: Random }) {}

  readonly clock: Clock = () => this.past?.at ?? this.present.clock();
  readonly random: Random = (bytes) => (this.past?.random ?? this.present.random)(bytes);

  /** Goes back to that instant. */
  goBack(at: number, seed: number): void {
    this.past = { at, random: seededRandom(seed) };
  }

  /** Moves the clock of the past on, never back. */
  moveTo(at: number): void {
    if (this.past && at > this.past.at) this.past.at = at;
  }

  /** Lets the present go on. */
  comeBack(): void {
    this.past = null;
  }
}
