import { useActionData, useOutletContext } from "@remix-run/react";
import { HrActForm } from "../components/hr-act-form";
import { hrAction } from "../web/hr-act";
import type { CaseFacts } from "./hr.tickets.$number";

export const action = hrAction("APPROVE", ({ disableOldPassword }) => ({
  type: "APPROVE",
  disableOldPassword,
}));

export default function Approval() {
  return (
    <HrActForm
      alone
      act="APPROVE"
      facts={useOutletContext<CaseFacts>()}
      tried={useActionData<typeof action>()}
    />
  );
}
