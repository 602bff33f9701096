import type { PasswordProfile } from "../../accounts/passwords/throttle";
import type { Context } from "../desk/context";

/** What signing in and own passwords rest on. */
export interface SignInContext extends Omit<Context, "office"> {
  /** The password rules in force. */
  profile: PasswordProfile;
}
