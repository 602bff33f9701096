import { longest } from "../../language/lengths";
import type { Refusal } from "../web/refusals/refusal";
import { Button, Card } from "./elements";
import { TextAreaField } from "./field";
import { IdempotencyField } from "./idempotency-field";
import { RefusedNotice } from "./refused-notice";

interface WaitingDecisionProps {
  /** The viewer asked for the change, and may only withdraw it. */
  own: boolean;
  /** Why this viewer may not agree. */
  shut: Refusal | null;
  formKey: string;
  /** What was typed, and what is wrong with it. */
  tried?: { reason?: string; error?: string };
  words: Record<
    | "agree"
    | "agreeMeaning"
    | "giveBack"
    | "giveBackReason"
    | "giveBackHint"
    | "withdraw"
    | "withdrawMeaning",
    string
  >;
}

/** What may be done about a change that waits for a second person: posted as `act`, `agree`, `return` or `withdraw`. */
export function WaitingDecision({ own, shut, formKey, tried, words }: WaitingDecisionProps) {
  if (own)
    return (
      <Card title={words.withdraw}>
        <form className="form" method="post">
          <IdempotencyField value={formKey} />
          <input type="hidden" name="act" value="withdraw" />
          <p>{words.withdrawMeaning}</p>
          <div className="row">
            <Button kind="danger">{words.withdraw}</Button>
          </div>
        </form>
      </Card>
    );
  return (
    <>
      <Card title={words.agree}>
        <form className="form" method="post">
          <IdempotencyField value={formKey} />
          <input type="hidden" name="act" value="agree" />
          {shut ? <RefusedNotice refused={shut} quiet /> : <p>{words.agreeMeaning}</p>}
          <div className="row">
            <Button kind="decide" disabled={shut !== null}>
              {words.agree}
            </Button>
          </div>
        </form>
      </Card>
      {!shut && (
        <Card title={words.giveBack}>
          <form className="form" method="post" noValidate>
            <IdempotencyField value={formKey} />
            <input type="hidden" name="act" value="return" />
            <TextAreaField
              name="reason"
              label={words.giveBackReason}
              hint={words.giveBackHint}
              error={tried?.error}
              defaultValue={tried?.reason}
              maxLength={longest.reason}
              rows={3}
              required
            />
            <div className="row">
              <Button kind="danger">{words.giveBack}</Button>
            </div>
          </form>
        </Card>
      )}
    </>
  );
}
