import { useLocale } from "../../web/page-facts";
import type { Refusal } from "../../web/refusals/refusal";
import { CheckField } from "../choices";
import { Button } from "../elements";
import { RefusedNotice } from "../refused-notice";
import { boundCertificateText } from "./bound-certificate.text";

interface SecondConfirmationProps {
  /** Of the binding. */
  id: string;
  /** Why this person may not be the second one. */
  disabled: Refusal | null;
  error?: string;
}

/** The form by which a second, independent person confirms the certificate of a 特權帳號. */
export function SecondConfirmation({ id, disabled, error }: SecondConfirmationProps) {
  const text = boundCertificateText(useLocale());
  return (
    <form className="form" method="post" noValidate>
      <input type="hidden" name="binding" value={id} />
      {disabled === null ? (
        <>
          <p>{text.secondHow}</p>
          <CheckField name="checked" label={text.secondCheck} error={error} />
        </>
      ) : (
        <RefusedNotice refused={disabled} quiet />
      )}
      <div>
        <Button kind="decide" name="act" value="confirm-second" disabled={disabled !== null}>
          {text.second}
        </Button>
      </div>
    </form>
  );
}
