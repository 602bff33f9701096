import { useActionData, useOutletContext } from "@remix-run/react";
import { HrActForm } from "./act-form";
import { hrAction } from "./act";
import type { CaseFacts } from "./case-facts";

export const action = hrAction("HAND_OVER", ({ reason }, path) => ({
  type: "HAND_OVER",
  to: path === "helpdesk" ? "hr-supervisor" : "helpdesk",
  reason,
}));

export default function Handover() {
  return (
    <HrActForm
      alone
      act="HAND_OVER"
      facts={useOutletContext<CaseFacts>()}
      tried={useActionData<typeof action>()}
    />
  );
}
