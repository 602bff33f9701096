import { formatDate } from "../../../language/minguo";
import { deskTicketText } from "./ticket.text";
import type { DeskTicketView } from "./view";
import { useCalendar, useLocale } from "../../web/page-facts";
import { OfficePhone } from "./office-phone";
import { Card, Chip, DefinitionList, Notice } from "../../ui/elements";
import { Address } from "../../ui/ticket/person-card";
import { sameName } from "../../../language/names";

/** What was typed beside the person on record, so that what differs is seen. */
export function DeskTicketPeople({ view }: { view: DeskTicketView }) {
  const text = deskTicketText(useLocale());
  return (
    <>
      <ChangeWarning changes={view.changes} />
      <Card title={text.record}>{view.person ? <OnRecord view={view} /> : <p>{text.nobody}</p>}</Card>
      <Claimed view={view} />
    </>
  );
}

function OnRecord({ view: { person, ticket, refused } }: { view: DeskTicketView }) {
  const locale = useLocale();
  const calendar = useCalendar();
  const text = deskTicketText(locale);
  if (!person) return null;
  return (
    <>
      <DefinitionList
        items={[
          [text.name, <b key="name">{person.name}</b>],
          [text.agency, person.agencyName],
          [text.unit, person.unit],
          [text.jobTitle, person.title],
          [text.account, person.account ?? text.none],
          [
            text.nationalId,
            <span key="id" className="num">
              {person.nationalIdMasked}
            </span>,
          ],
          [text.email, <Address key="email" {...person} />],
          [
            text.phone,
            person.officePhone ? (
              <OfficePhone key="phone" number={person.officePhone} extension={person.extension} />
            ) : (
              text.none
            ),
          ],
          [
            text.lastLogin,
            person.lastLoginAt === null ? text.never : formatDate(person.lastLoginAt, calendar, locale),
          ],
        ]}
      />
      {refused.IDENTIFY === undefined && (
        <p className="empty-act">
          <a href={`/desk/tickets/${ticket.number}/identify`}>{text.identifyAgain}</a>
        </p>
      )}
    </>
  );
}

function Claimed({ view: { claims, person } }: { view: DeskTicketView }) {
  const text = deskTicketText(useLocale());
  if (!claims) return null;
  const beside = (typed: string | null, kept: string | null | undefined) =>
    typed === null ? null : (
      <>
        {typed}{" "}
        {person && kept !== undefined && !sameWords(typed, kept) && <Chip tone="warn">{text.differs}</Chip>}
      </>
    );
  return (
    <Card title={text.claimed}>
      <DefinitionList
        items={[
          [text.name, beside(claims.name, person?.name)],
          [text.agency, beside(claims.agencyName, person?.agencyName)],
          [text.account, beside(claims.account, person?.account)],
          [text.nationalId, beside(claims.nationalIdMasked, person?.nationalIdMasked)],
          [text.contact, claims.contact],
          [text.story, claims.story],
        ]}
      />
      <p className="soft claimed-hint">{text.claimedHint}</p>
    </Card>
  );
}

const sameWords = (one: string, other: string | null) => sameName(one, other ?? "");

/** Whoever acts is shown what was changed lately, and by whom. */
export function ChangeWarning({ changes }: Pick<DeskTicketView, "changes">) {
  const text = deskTicketText(useLocale());
  if (changes.length === 0) return null;
  const fields = {
    email: text.emailField,
    name: text.nameField,
    nationalId: text.nationalIdField,
    officePhone: text.officePhoneField,
    extension: text.extensionField,
    managerName: text.managerField,
    agencyId: text.agencyField,
    status: text.statusField,
  };
  return (
    <Notice tone="warn" title={text.changed}>
      <ul>
        {changes.map(({ field, who, when, before }) => (
          <li key={`${field} ${when}`}>
            {text.changedLine(fields[field], who, when)}
            {before !== null && text.before(before)}
          </li>
        ))}
      </ul>
      {changes.some(({ own }) => own) && <p>{text.byYou}</p>}
    </Notice>
  );
}
