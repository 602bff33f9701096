import { useOutletContext } from "@remix-run/react";
import { Button, ButtonLink } from "../../ui/elements";
import { RefusedNotice } from "../../ui/refused-notice";
import { useLocale } from "../../web/page-facts";
import { hrPeopleText } from "./people.text";
import type { PersonFacts } from "./person-facts";

/** What may be done for this person; a disabled button says why. */
export default function PersonActs() {
  const { person, kind, purpose, disabledReason } = useOutletContext<PersonFacts>();
  const text = hrPeopleText(useLocale());
  const to = (page: string) => `/hr/people/${person.id}/${page}`;
  const label = kind === "first-login" ? text.setInitial : text.reset;
  return (
    <>
      <RefusedNotice refused={disabledReason} quiet />
      <p className="row">
        {disabledReason ? (
          <Button disabled>{label}</Button>
        ) : (
          <ButtonLink kind="primary" href={to(`reset?purpose=${purpose}`)}>
            {label}
          </ButtonLink>
        )}
      </p>
      <section>
        <h2>{text.records}</h2>
        <p className="links">
          <a href={to("record?purpose=record&field=email")}>{text.recordEmail}</a>
          <a href={to("record?purpose=record&field=officePhone")}>{text.recordPhone}</a>
          <a href={to("record?purpose=record&field=name")}>{text.recordName}</a>
          <a href={to("record?purpose=record&field=nationalId")}>{text.recordNationalId}</a>
          <a href={to("certificate?purpose=record")}>{text.certificate}</a>
        </p>
      </section>
    </>
  );
}
