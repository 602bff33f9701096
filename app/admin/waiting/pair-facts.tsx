import type { PairView } from "../../../workflows/administration/pair-views";
import type { Tone } from "../../ui/elements";
import type { Locale } from "../../../language/locale";
import { powerText } from "../power/power.text";
import { waitingText } from "./waiting.text";

export const pairTones: Record<PairView["state"], Tone> = {
  waiting: "warn",
  agreed: "ok",
  returned: "seal",
  withdrawn: "mute",
  lapsed: "mute",
};

/** Whom or what a change is about, in a few words. */
export function aboutOf({ person, detail }: PairView): string {
  return person === null ? (detail.agency ?? detail.subject ?? "") : person.name;
}

/** What a change would do, as rows of facts. */
export function detailRows({ kind, person, detail }: PairView, locale: Locale): [string, string][] {
  const text = waitingText(locale);
  const power = powerText(locale);
  const { role, agencies, agency, parent, subject, sha256, purposes, addresses } = detail;
  const served = (agencies ?? []).map(({ name, includesSubordinates }) =>
    includesSubordinates ? `${name}（${power.withSubordinates}）` : name,
  );
  const rows: [string, string | undefined][] = [
    [text.about, person ? `${person.name}（${person.agencyName}）` : undefined],
    [text.role, role === undefined ? undefined : power[role]],
    [text.agencies, kind === "service-revocation" ? agency : served.join("、")],
    [text.about, kind === "agency-parent" ? agency : undefined],
    [text.parent, kind === "agency-parent" ? (parent ?? text.noParent) : undefined],
    [text.subject, subject],
    [text.sha256, sha256],
    [text.purposes, purposes?.map((one) => text[one]).join(" · ")],
    [text.addresses, addresses?.join(" ")],
  ];
  return rows.flatMap(([name, value]) => (value ? [[name, value] as [string, string]] : []));
}
