import type { Template } from "./mail";
import { confirmationWording } from "./templates/address-confirmation";
import { applicantStatus, applicantWording } from "./templates/applicant.wording";
import { certificateWording } from "./templates/certificate";
import { delegationWording } from "./templates/delegation";
import { securityWording } from "./templates/security";
import { everyMail } from "./templates/shared";
import { staffSignIn, staffWording } from "./templates/staff.wording";
import { passwordWording } from "./templates/temporary-password";
import type { Wording } from "./wording";

/** The sentences of every template as shipped, and those that several templates share. */
export const wordings = {
  "every-mail": everyMail,
  "status-link": applicantStatus,
  "staff-sign-in": staffSignIn,
  "temporary-password": passwordWording,
  "address-confirmation": confirmationWording,
  ...applicantWording,
  ...securityWording,
  ...certificateWording,
  ...staffWording,
  ...delegationWording,
} satisfies Record<Template, Wording> & Record<string, Wording>;

export type WordingName = keyof typeof wordings;
