import { z } from "zod";
import { purposes } from "../../../workflows/hr/people";
import { sealedCookie } from "../../web/sealed-cookie";

/** What was found, so that going back shows it again without looking up, and recording, anew. */
export const lookUpCookie = sealedCookie(
  "hr-look-up",
  z.object({
    /** Whose look-up it was: the next person at this browser sees nothing of it. */
    by: z.string(),
    /** As typed, a national ID masked. */
    query: z.string(),
    purpose: z.enum(purposes),
    agencyId: z.string().nullable(),
    found: z.array(z.string()),
    more: z.boolean(),
  }),
  15,
);
