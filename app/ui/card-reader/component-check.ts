import type { ComponentCertificate, InfoReply } from "../../../certificates/card/card-component";
import { returnCodes, troubleOf, type TroubleCode } from "../../../certificates/card/card-troubles";
import { readValidity } from "../../../certificates/x509/certificate-validity";
import type { Picture } from "./component-picture";
import type { PopupAnswer } from "./component-popup";

/** The oldest component that public pages of agencies still accept; older ones are asked to be updated. */
export const OLDEST_VERSION = "1.3.4";

/** What was heard so far; `null` for what nobody has asked yet. */
export interface Heard {
  picture: Picture | null;
  /** Whether the browser lets this site reach the own computer (Local Network Access); `null` where it does not say. */
  network: PermissionState | null;
  /** The answer to `GetUserCert`. */
  certificates: PopupAnswer | null;
  /** The answer to a signature of nothing, which a component that trusts the site refuses for that reason alone. */
  site: PopupAnswer | null;
  /** The answer to a signature with the PIN that the visitor chose to try. */
  pin: PopupAnswer | "pin-missing" | "pin-length" | null;
}

export const nothingHeard: Heard = {
  picture: null,
  network: null,
  certificates: null,
  site: null,
  pin: null,
};

/** Hears the newest picture. What was said of a PIN belongs to the cards that were there, and goes when they change. */
export function hearPicture(before: Heard, picture: Picture, network: Heard["network"]): Heard {
  const same = serialsIn(before.picture) === serialsIn(picture);
  return { ...before, picture, network, pin: same ? before.pin : null };
}

function serialsIn(picture: Picture | null): string {
  if (picture === null || typeof picture === "string") return "";
  return picture.slots.map(({ token }) => token?.serialNumber ?? "").join();
}

export type Finding = { state: "looking" | "waiting" | "fine" } | { state: "trouble"; trouble: TroubleCode };

export interface SeenCertificate extends Omit<ComponentCertificate, "certb64"> {
  /** `null` where the component gave no certificate that can be read. */
  validity: { notBeforeAt: number; notAfterAt: number; now: "valid" | "expired" | "not-yet" } | null;
}

export interface Findings {
  component: Finding;
  version: Finding;
  reader: Finding;
  card: Finding;
  certificates: Finding;
  site: Finding;
  pin: Finding;
  /** What the component says of itself, where it runs. */
  info: InfoReply | null;
  cards: { serialNumber: string; certificates: SeenCertificate[] }[];
}

const waiting: Finding = { state: "waiting" };
const fine: Finding = { state: "fine" };
const trouble = (code: TroubleCode): Finding => ({ state: "trouble", trouble: code });

/** What a signature of nothing may be refused for once the site is trusted. */
const trusted = new Set<number>([
  returnCodes.fine,
  returnCodes.nothingToSign,
  returnCodes.badParameter,
  returnCodes.noPin,
]);

/**
 * Turns what was heard from the card component into findings, one for each thing that has to be right.
 *
 * @param at the desk's present in epoch milliseconds; the visitor's own clock may be wrong
 */
export function judgeComponent(heard: Heard, at: number): Findings {
  const { picture } = heard;
  const said = typeof picture === "string" || picture === null ? null : picture;
  const told = said && troubleOf(said);
  const broken = told !== null && told !== "no-reader" && told !== "no-card" && told !== "site-not-trusted";
  const info = broken ? null : said;
  const cards = info ? cardsOf(info, heard.certificates, at) : [];
  return {
    component: broken ? trouble(told) : judgePicture(heard),
    version: info === null || info.serverVersion === "" ? waiting : judgeVersion(info.serverVersion),
    reader: info === null ? waiting : info.slots.length === 0 ? trouble("no-reader") : fine,
    card: info === null || info.slots.length === 0 ? waiting : cards.length === 0 ? trouble("no-card") : fine,
    certificates: cards.length === 0 ? waiting : judgeCertificates(heard.certificates, cards),
    site: info === null ? waiting : told === "site-not-trusted" ? trouble(told) : judgeSite(heard),
    pin: cards.length === 0 ? waiting : judgePin(heard.pin),
    info,
    cards,
  };
}

function judgePicture({ picture, network }: Heard): Finding {
  if (picture === null) return { state: "looking" };
  if (typeof picture !== "string") return fine;
  return trouble(network === "denied" && picture !== "component-unclear" ? "network-refused" : picture);
}

function judgeVersion(version: string): Finding {
  const parts = (text: string) => text.split(".").map(Number);
  const own = parts(version);
  for (const [index, oldest] of parts(OLDEST_VERSION).entries()) {
    const part = own[index] ?? 0;
    if (part !== oldest) return part > oldest ? fine : trouble("component-outdated");
  }
  return fine;
}

function judgeCertificates(answer: PopupAnswer | null, cards: Findings["cards"]): Finding {
  if (answer === null) return waiting;
  if (typeof answer === "string") return trouble(answer);
  const told = troubleOf(answer);
  if (told) return trouble(told);
  const certificates = cards.flatMap((card) => card.certificates);
  // Another card has been put in since they were read.
  if (certificates.length === 0) return waiting;
  return certificates.some(({ validity }) => validity?.now === "expired") ? trouble("card-expired") : fine;
}

function judgeSite({ site, certificates, pin }: Heard): Finding {
  if ([certificates, site, pin].some(isUntrusted)) return trouble("site-not-trusted");
  if (isSigned(pin)) return fine;
  if (site === null) return waiting;
  if (typeof site === "string") return trouble(site);
  return trusted.has(site.ret_code >>> 0) ? fine : trouble(troubleOf(site) ?? "unknown");
}

function judgePin(pin: Heard["pin"]): Finding {
  if (pin === null) return waiting;
  if (typeof pin === "string") return trouble(pin);
  return isSigned(pin) ? fine : trouble(troubleOf(pin) ?? "unknown");
}

const isUntrusted = (answer: Heard["pin"]) =>
  answer !== null && typeof answer !== "string" && troubleOf(answer) === "site-not-trusted";

const isSigned = (answer: Heard["pin"]) =>
  answer !== null &&
  typeof answer !== "string" &&
  answer.func === "sign" &&
  troubleOf(answer) === null &&
  Boolean(answer.signature);

/** The cards in the readers now, with the certificates that were read from those very cards. */
function cardsOf(info: InfoReply, answer: PopupAnswer | null, at: number): Findings["cards"] {
  const read =
    answer !== null && typeof answer !== "string" && answer.func === "pkcs11info" ? answer.slots : [];
  return info.slots.flatMap(({ token }) => {
    if (!token) return [];
    const same = read.find((slot) => slot.token?.serialNumber === token.serialNumber)?.token;
    return {
      serialNumber: token.serialNumber,
      certificates: (same?.certs ?? []).map(({ certb64, ...certificate }) => ({
        ...certificate,
        validity: validityOf(certb64, at),
      })),
    };
  });
}

function validityOf(certb64: string, at: number): SeenCertificate["validity"] {
  const der = bytesOf(certb64);
  const validity = der && readValidity(der);
  if (!validity) return null;
  const { notBeforeAt, notAfterAt } = validity;
  return { ...validity, now: at > notAfterAt ? "expired" : at < notBeforeAt ? "not-yet" : "valid" };
}

function bytesOf(base64: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
