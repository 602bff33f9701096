import { useActionData, useOutletContext } from "@remix-run/react";
import { HrActForm } from "./act-form";
import { hrAction } from "./act";
import type { CaseFacts } from "./case-facts";

export const action = hrAction("CONFIRM_SECOND", () => ({ type: "CONFIRM_SECOND" }));

export default function Confirmation() {
  return (
    <HrActForm
      alone
      act="CONFIRM_SECOND"
      facts={useOutletContext<CaseFacts>()}
      tried={useActionData<typeof action>()}
    />
  );
}
