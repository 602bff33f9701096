import type { PasswordProfile } from "../../../accounts/passwords/throttle";
import { ownPasswordText } from "./own-password.text";
import { useLocale } from "../../web/page-facts";
import type { FormErrors } from "../error-summary";
import { TextField } from "../field";

/** A new password, twice, with the rules of the profile in force said beforehand; password managers are welcome. */
export function NewPasswordFields({ profile, errors }: { profile: PasswordProfile; errors: FormErrors }) {
  const text = ownPasswordText(useLocale());
  return (
    <>
      <TextField
        name="password"
        type="password"
        label={text.password}
        hint={profile === "nist" ? text.nist : text.twGov}
        error={errors.password}
        autoComplete="new-password"
        required
      />
      <TextField
        name="repeated"
        type="password"
        label={text.repeated}
        error={errors.repeated}
        autoComplete="new-password"
        required
      />
    </>
  );
}
