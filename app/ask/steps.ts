import type { AppLoadContext } from "@remix-run/node";
import { z } from "zod";
import type { Agency } from "../../db/queries/agencies";
import type { TicketKind } from "../../workflows/machines/types";
import { sealedCookie } from "../web/sealed-cookie";

/** What people say has happened; a ticket knows only whether it is a first login. */
export const reasons = ["first-login", "forgot", "certificate"] as const;
export const askedPaths = ["hr-supervisor", "helpdesk"] as const;

export type Reason = (typeof reasons)[number];
export type AskedPath = (typeof askedPaths)[number];

/** Stands for an agency that the person could not find. */
export const unknownAgency = "unknown";

/** What the steps have settled so far; nothing personal, so it may stand in the address. */
export interface Choices {
  reason: Reason | null;
  path: AskedPath | null;
  agency: string | null;
}

/** The choices in an address; what is not known counts as not chosen. */
export function choicesOf(url: URL): Choices {
  const { searchParams: given } = url;
  return {
    reason: reasons.find((reason) => reason === given.get("reason")) ?? null,
    path: askedPaths.find((path) => path === given.get("path")) ?? null,
    agency: given.get("agency") || null,
  };
}

/** The address of a step with the choices so far. */
export function stepUrl(
  step: "" | "/agency" | "/details",
  { reason, path, agency }: Partial<Choices>,
): string {
  const query = new URLSearchParams(
    Object.entries({ reason, path, agency }).filter((pair): pair is [string, string] => Boolean(pair[1])),
  ).toString();
  return `/ask${step}${query && `?${query}`}`;
}

export const kindOf = (reason: Reason): TicketKind => (reason === "first-login" ? "first-login" : "recovery");

/** What the receipt shows; carried past the redirect so that a reload sends nothing again. */
export const receiptCookie = sealedCookie(
  "ask-receipt",
  z.object({ number: z.string(), statusToken: z.string(), promiseAt: z.number(), path: z.enum(askedPaths) }),
  15,
);

/** The agency chosen: `undefined` for one that is not there, `null` for one the person could not find. */
export async function agencyOf(
  { store }: AppLoadContext,
  { agency }: Choices,
): Promise<Agency | null | undefined> {
  if (agency === unknownAgency) return null;
  return agency === null ? undefined : store.agencies.byId(agency);
}

/** Where an agency stands, from the top down: its distinguished name without the country, such as 行政院 › 法務部. */
export function standing(dn: string): string {
  return dn
    .split(",")
    .map((part) => part.trim().split("="))
    .filter(([type]) => type?.toLowerCase() !== "c")
    .map(([, value]) => value ?? "")
    .reverse()
    .slice(0, -1)
    .join(" › ");
}
