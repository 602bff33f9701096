import { useActionData, useOutletContext } from "@remix-run/react";
import { HrActForm } from "./act-form";
import { hrAction } from "./act";
import type { CaseFacts } from "./case-facts";

export const action = hrAction("REFUSE_SECOND", ({ reason }) => ({ type: "REFUSE_SECOND", reason }));

export default function SecondRefusal() {
  return (
    <HrActForm
      alone
      act="REFUSE_SECOND"
      facts={useOutletContext<CaseFacts>()}
      tried={useActionData<typeof action>()}
    />
  );
}
