import { useActionData, useOutletContext } from "@remix-run/react";
import { HrActForm } from "./act-form";
import { hrAction } from "./act";
import type { CaseFacts } from "./case-facts";

export const action = hrAction("RETURN", ({ reason }) => ({ type: "RETURN", reason }));

export default function Return() {
  return (
    <HrActForm
      alone
      act="RETURN"
      facts={useOutletContext<CaseFacts>()}
      tried={useActionData<typeof action>()}
    />
  );
}
