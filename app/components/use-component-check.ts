import { useCallback, useEffect, useRef, useState } from "react";
import { type ComponentRequest, signatureRequest } from "../../certificates/card-component";
import type { Heard } from "../web/component-check";
import { seeComponent } from "./component-picture";
import { askComponent } from "./component-popup";

const nothingYet: Heard = { picture: null, network: null, certificates: null, site: null };

/** Often enough that a card put in is seen while the hand is still on it. */
const PAUSE = 3_000;

/** Local Network Access in Chromium: the part about the own computer, and the whole as it was called before. */
const networkPermissions: string[] = ["loopback-network", "local-network-access"];

/** A signature of nothing, without a PIN: the card is not touched, and only the site's trust decides the answer. */
const signNothing = signatureRequest({ contentBase64: "", pin: "", nonce: "component-check" });

/**
 * Watches the card component as long as the page is looked at, and asks it through its pop-up when told to.
 *
 * @param origin where the component listens
 */
export function useComponentCheck(origin: string) {
  const [heard, setHeard] = useState(nothingYet);
  const [asking, setAsking] = useState(false);
  const quiet = useRef(false);

  useEffect(() => {
    let watching = true;
    const watch = async () => {
      while (watching) {
        if (!quiet.current && !document.hidden) {
          const picture = await seeComponent(origin, Date.now());
          const network = await networkPermission();
          if (watching) setHeard((before) => ({ ...before, picture, network }));
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
    async (about: "certificates" | "site", request: ComponentRequest) => {
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
  };
}

/** Whether the browser lets this site reach the own computer; `null` where it knows no such permission. */
async function networkPermission(): Promise<PermissionState | null> {
  const states: PermissionState[] = [];
  for (const name of networkPermissions) {
    try {
      states.push((await navigator.permissions.query({ name: name as PermissionName })).state);
    } catch {
      // This browser does not know the name.
    }
  }
  return states.find((state) => state === "denied") ?? states[0] ?? null;
}
