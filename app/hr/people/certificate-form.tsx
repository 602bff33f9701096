import type { BindingView } from "../../../workflows/cards/citizen/binding-desk";
import { boundCertificateText } from "../../ui/card-reader/bound-certificate.text";
import { useLocale } from "../../web/page-facts";
import type { Refusal } from "../../web/refusals/refusal";
import { BoundCertificate } from "../../ui/card-reader/bound-certificate";
import { SecondConfirmation } from "../../ui/card-reader/second-confirmation";
import { CheckField } from "../../ui/choices";
import { TextField } from "../../ui/field";
import { Button, Card } from "../../ui/elements";
import { RefusedNotice } from "../../ui/refused-notice";

/** What was typed, and why nothing was done. */
export interface HrCertificateTried {
  binding: string;
  reason: string;
  confirms: boolean;
  error?: string;
  refused?: Refusal;
}

interface HrCertificateProps {
  binding: BindingView & { disabledReasons: { confirm: Refusal | null; unbind: Refusal | null } };
  tried?: HrCertificateTried;
}

/** One certificate of a person, with what HR may do: confirm it face to face, or unbind it. */
export function HrCertificate({ binding, tried }: HrCertificateProps) {
  const text = boundCertificateText(useLocale());
  const { id, state, disabledReasons } = binding;
  const hidden = <input type="hidden" name="binding" value={id} />;
  return (
    <Card>
      <div className="stack">
        <BoundCertificate binding={binding} />
        <RefusedNotice refused={tried?.refused ?? disabledReasons.unbind} quiet={!tried?.refused} />
        {state === "waiting" && (
          <form className="form" method="post" noValidate>
            {hidden}
            <p>{text.hrConfirmLead}</p>
            <CheckField
              name="checked"
              label={text.hrConfirmCheck}
              error={tried?.confirms ? tried.error : undefined}
            />
            <div>
              <Button kind="decide" name="act" value="confirm" disabled={disabledReasons.confirm !== null}>
                {text.hrConfirm}
              </Button>
            </div>
          </form>
        )}
        {state === "awaitingSecondPerson" && (
          <>
            <p>{text.secondLead}</p>
            <SecondConfirmation
              id={id}
              disabled={disabledReasons.confirm}
              error={tried?.confirms ? tried.error : undefined}
            />
          </>
        )}
        <form className="form" method="post" noValidate>
          {hidden}
          <TextField
            name="reason"
            id={`reason-${id}`}
            label={text.reason}
            hint={text.reasonHint}
            error={tried && !tried.confirms ? tried.error : undefined}
            defaultValue={tried?.reason}
            maxLength={200}
            autoComplete="off"
            required
          />
          <div>
            <Button kind="danger" name="act" value="unbind" disabled={disabledReasons.unbind !== null}>
              {text.unbind}
            </Button>
          </div>
        </form>
      </div>
    </Card>
  );
}
