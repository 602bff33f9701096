import { proofs } from "../../../workflows/hr/records";
import { hrPeopleText } from "./people.text";
import { useLocale } from "../../web/page-facts";
import { Choices } from "../../ui/choices";

/** 當面, 分機 or 公文: how HR knows that the person asks. */
export function ProofChoice({ chosen, error }: { chosen: string | undefined; error: string | undefined }) {
  const text = hrPeopleText(useLocale());
  const labels = {
    "in-person": text.proofInPerson,
    extension: text.proofExtension,
    document: text.proofDocument,
  };
  return (
    <Choices
      name="proof"
      legend={text.proof}
      error={error}
      chosen={chosen}
      choices={proofs.map((proof) => ({ value: proof, label: labels[proof] }))}
      required
    />
  );
}
