import { operator } from "../language/operator";

/** Both languages side by side, for what the desk's own settings say. */
export interface InBothLanguages {
  zh: string;
  en: string;
}

/** Who sends the mail and whom its reader may ask: the operating agency, never this software. */
export interface MailSite {
  /** The portal, 人事服務網. */
  name: InBothLanguages;
  /** The operating agency. */
  agency: InBothLanguages;
  /** The bare address of the portal, as published: the only link of the mail with the password. */
  url: string;
  phone: string;
  hours: InBothLanguages;
  /** The address every mail comes from, as published on the home page. */
  sender: string;
}

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
