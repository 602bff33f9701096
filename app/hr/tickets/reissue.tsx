import { useActionData, useOutletContext } from "@remix-run/react";
import { HrActForm } from "./act-form";
import { hrAction } from "./act";
import type { CaseFacts } from "./case-facts";

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
