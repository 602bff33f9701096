import { useActionData, useOutletContext } from "@remix-run/react";
import { HrActForm } from "./act-form";
import { hrAction } from "./act";
import type { CaseFacts } from "./case-facts";

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
