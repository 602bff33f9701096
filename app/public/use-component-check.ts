import { useCallback, useEffect, useRef, useState } from "react";
import { type ComponentRequest, PIN_LENGTH, signatureRequest } from "../../certificates/card/card-component";
import { hearPicture, nothingHeard } from "../ui/card-reader/component-check";
import { seeComponent } from "../ui/card-reader/component-picture";
import { askComponent } from "../ui/card-reader/component-popup";
import { networkPermission } from "../ui/card-reader/network-permission";

/** Often enough that a card put in is seen while the hand is still on it. */
const PAUSE = 3_000;

/** A signature of nothing, without a PIN: the card is not touched, and only the site's trust decides the answer. */
const signNothing = signatureRequest({ contentBase64: "", pin: "", nonce: "component-check" });

/** What the card signs to try a PIN: words that order nothing, in a signature that stays on this page. */
function signForTheCheck(pin: string, slotDescription: string | undefined): ComponentRequest {
  const content = JSON.stringify({ purpose: "component-check", origin: window.location.origin });
  return signatureRequest({ contentBase64: btoa(content), pin, nonce: "component-check", slotDescription });
}

/**
 * Watches the card component as long as the page is looked at, and asks it through its pop-up when told to.
 *
 * @param origin where the component listens
 */
export function useComponentCheck(origin: string) {
  const [heard, setHeard] = useState(nothingHeard);
  const [asking, setAsking] = useState(false);
  const quiet = useRef(false);

  useEffect(() => {
    let watching = true;
    const watch = async () => {
      while (watching) {
        if (!quiet.current && !document.hidden) {
          const picture = await seeComponent(origin, Date.now());
          const network = await networkPermission();
          if (watching) setHeard((before) => hearPicture(before, picture, network));
        }
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
      }
    };
    void watch();
    return () => {
      watching = false;
    };
  }, [origin]);

  const ask = useCallback(
    async (about: "certificates" | "site" | "pin", request: ComponentRequest) => {
      quiet.current = true;
      setAsking(true);
      const answer = await askComponent({ componentUrl: origin, request: () => Promise.resolve(request) });
      quiet.current = false;
      setAsking(false);
      setHeard((before) => ({ ...before, [about]: answer }));
    },
    [origin],
  );

  return {
    heard,
    /** The pop-up is open: one at a time. */
    asking,
    readCertificates: () => void ask("certificates", { func: "GetUserCert" }),
    checkSite: () => void ask("site", signNothing),
    /** Has the card sign, once, so that it says whether the PIN is right. A PIN that cannot be one is not tried. */
    tryPin: (pin: string, slotDescription: string | undefined): void => {
      if (pin.length >= PIN_LENGTH.minimum) return void ask("pin", signForTheCheck(pin, slotDescription));
      setHeard((before) => ({ ...before, pin: pin === "" ? "pin-missing" : "pin-length" }));
    },
  };
}
