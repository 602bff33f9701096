import { useActionData, useOutletContext } from "@remix-run/react";
import { HrActForm } from "../components/hr-act-form";
import { hrAction } from "../web/hr-act";
import type { CaseFacts } from "./hr.tickets.$number";

export const action = hrAction("REISSUE", () => ({ type: "REISSUE" }));

export default function Reissue() {
  return (
    <HrActForm
      alone
      act="REISSUE"
      facts={useOutletContext<CaseFacts>()}
      tried={useActionData<typeof action>()}
    />
  );
}
