import { useActionData, useOutletContext } from "@remix-run/react";
import { HrActForm } from "../components/hr-act-form";
import { hrAction } from "../web/hr-act";
import type { CaseFacts } from "./hr.tickets.$number";

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
