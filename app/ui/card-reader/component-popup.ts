import {
  componentPaths,
  type ComponentRequest,
  type InfoReply,
  readComponentMessage,
  READY_MESSAGE,
  type SignReply,
} from "../../../certificates/card/card-component";
import type { TroubleCode } from "../../../certificates/card/card-troubles";

/** What came back through the pop-up, or what kept it from coming. */
export type PopupAnswer =
  | SignReply
  | InfoReply
  | Extract<TroubleCode, "popup-blocked" | "popup-closed" | "component-missing" | "component-silent">;

interface Asking {
  /** Origin of the component; what is asked goes there and nowhere else. */
  componentUrl: string;
  /** What to ask once the pop-up is ready; `null` closes it with nothing asked. */
  request: () => Promise<ComponentRequest | null>;
  onReady?: () => void;
  patience?: { ready: number; answer: number };
}

/** A component that runs is ready at once; a card takes seconds, and the component may ask its user. In milliseconds. */
const defaultPatience = { ready: 8_000, answer: 60_000 };
const closingGraceMs = 500;

/**
 * Asks the card component one thing: a pop-up of its own page takes one request and hands back one reply. Listens to that
 * window and that origin only. Call it in the very handler of a click: a pop-up opened later is blocked.
 *
 * @returns `null` where there was nothing to ask after all
 */
export function askComponent({
  componentUrl,
  request,
  onReady,
  patience = defaultPatience,
}: Asking): Promise<PopupAnswer | null> {
  const popup = window.open(
    componentUrl + componentPaths.popup,
    "card-component",
    "popup,width=420,height=280",
  );
  if (!popup) return Promise.resolve("popup-blocked");
  return new Promise((resolve, reject) => {
    let state: "opening" | "ready" | "asked" = "opening";
    let timer = setTimeout(() => end("component-missing"), patience.ready);
    // The component's window says nothing when it is closed, so it must be watched; its answer may still be on the way.
    const watch = setInterval(() => {
      if (!popup.closed) return;
      clearInterval(watch);
      setTimeout(() => end("popup-closed"), closingGraceMs);
    }, 200);

    const end = (answer: PopupAnswer | null) => {
      clearTimeout(timer);
      clearInterval(watch);
      window.removeEventListener("message", hear);
      popup.close();
      resolve(answer);
    };
    const ask = async () => {
      const wish = await request();
      if (wish === null) return end(null);
      state = "asked";
      timer = setTimeout(() => end("component-silent"), patience.answer);
      popup.postMessage(JSON.stringify(wish), componentUrl);
    };
    const hear = (event: MessageEvent) => {
      if (event.origin !== componentUrl || event.source !== popup) return;
      const message = readComponentMessage(event.data);
      if (message?.func === READY_MESSAGE.func) {
        if (state !== "opening") return;
        state = "ready";
        clearTimeout(timer);
        onReady?.();
        ask().catch(reject);
      } else if (message && state === "asked") end(message);
    };
    window.addEventListener("message", hear);
  });
}
