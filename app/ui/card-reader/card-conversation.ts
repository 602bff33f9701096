import { signatureRequest } from "../../../certificates/card/card-component";
import { troubleOf, type TroubleCode } from "../../../certificates/card/card-troubles";
import { askComponent } from "./component-popup";

/** What the desk asks the card to sign. */
export interface SignatureWish {
  nonce: string;
  contentBase64: string;
}

/** How a signature ends. `stopped`: the desk had nothing to be signed after all. */
export type CardResult<Stop> =
  | { kind: "signed"; nonce: string; cms: string }
  | { kind: "trouble"; trouble: TroubleCode }
  | { kind: "stopped"; stop: Stop };

interface Conversation<Stop> {
  componentUrl: string;
  /** Goes to the component's own origin and nowhere else. */
  pin: string;
  /** The reader whose card is to sign; the first that holds one unless told. */
  slotDescription?: string;
  /** Asks the desk what to sign, once the component is there. */
  wish: () => Promise<{ wish: SignatureWish } | { stop: Stop }>;
  onReady: () => void;
}

/** Has the card sign what the desk wishes. Call it in the very handler of a click, or the pop-up is blocked. */
export async function converse<Stop>({
  componentUrl,
  pin,
  slotDescription,
  wish,
  onReady,
}: Conversation<Stop>): Promise<CardResult<Stop>> {
  let asked: Awaited<ReturnType<typeof wish>> | undefined;
  const reply = await askComponent({
    componentUrl,
    onReady,
    async request() {
      asked = await wish();
      return "wish" in asked ? signatureRequest({ ...asked.wish, pin, slotDescription }) : null;
    },
  });
  if (asked && "stop" in asked) return { kind: "stopped", stop: asked.stop };
  if (typeof reply === "string") return { kind: "trouble", trouble: reply };
  if (!asked || reply?.func !== "sign") return { kind: "trouble", trouble: "unknown" };
  const trouble = troubleOf(reply);
  if (trouble !== null) return { kind: "trouble", trouble };
  if (!reply.signature) return { kind: "trouble", trouble: "unknown" };
  return { kind: "signed", nonce: asked.wish.nonce, cms: reply.signature };
}
