import { operator } from "../language/operator";
import type { MailSite } from "./mail";

/**
 * The operating agency as its mail names it.
 *
 * @param url the bare address of the portal (`APP_URL`)
 * @param sender the published address of `MAIL_FROM`
 */
export function mailSite(url: string, sender: string): MailSite {
  return {
    name: operator.site,
    agency: operator.agency,
    url,
    phone: operator.telephone.shown,
    hours: operator.hours,
    sender,
  };
}
