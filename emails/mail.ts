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

export type TicketKind = "first-login" | "recovery";
export type TicketPath = "hr-supervisor" | "agency-certificate" | "helpdesk";

/**
 * The manual's mail with the temporary password. An outbox row says only whose account it is; the password and the end
 * of its life join at the moment of sending, and the type refuses them in what is stored.
 */
export interface TemporaryPasswordMail {
  template: "temporary-password";
  number: string;
  kind: TicketKind;
  agency: string;
  /** 自訂帳號; null where the person has none yet and signs in with the national ID. */
  account: string | null;
  password?: never;
  link?: never;
  validUntilAt?: never;
}

/**
 * Mail to the applicant at the address on record. The link to the whole path is a secret too: it joins at the moment of
 * sending. Nothing an outsider typed is ever repeated here, lest the desk carry a stranger's words to somebody's inbox.
 */
export type ApplicantMail = { number: string; statusUrl?: never } & (
  | {
      template: "request-received";
      kind: TicketKind;
      path: TicketPath;
      promisedAt: number;
      /** Requests that the same mail tells of; joined at the moment of sending. */
      others?: ReceivedRequest[];
    }
  | { template: "more-information-needed"; question: string; answerByAt: number | null }
  /** HR says yes; where the account is privileged a second person is still to confirm. */
  | { template: "approved"; decidedBy: string; secondPerson: boolean }
  /** What an agent writes to the person. */
  | { template: "reply"; text: string; writtenBy: string }
  | { template: "returned"; reason: string; decidedBy: string }
  | { template: "refused"; path: TicketPath; reason: string }
  | { template: "withdrawn"; by: "applicant" | "desk"; withdrawnAt: number }
  | {
      template: "handed-over";
      from: TicketPath;
      to: TicketPath;
      /** `null` where the path promises no time. */
      promisedAt: number | null;
      reason: string | null;
    }
  | { template: "lapsing-soon"; validUntilAt: number }
  | { template: "lapsed"; lapsedAt: number; resendsLeft: number; resendUntilAt: number | null }
  | { template: "locked"; lockedAt: number }
  /** A reply carried the password; it is never repeated. */
  | { template: "password-exposed"; foundAt: number }
);

/** Another request in a mail that tells of several: what strangers can cause comes once an hour. */
export interface ReceivedRequest {
  number: string;
  kind: TicketKind;
  path: TicketPath;
  promisedAt: number;
  statusUrl: string;
}

/** Notices about an account to its owner, to every address on record. */
export type SecurityMail =
  | {
      template: "password-changed";
      number: string | null;
      account: string;
      changedAt: number;
      how: "after-temporary" | "by-oneself";
    }
  | {
      template: "address-changed";
      account: string;
      changedAt: number;
      /** Unit and role of whoever changed it, never an address. */
      changedBy: string;
    }
  | { template: "old-password-used"; number: string; account: string; usedAt: number };

/**
 * News of a citizen's certificate to every address on record, and the question whether it is theirs, to the present one.
 * The link of the question joins at the moment of sending.
 */
export type CertificateMail =
  | {
      template: "certificate-news";
      news: "bound" | "re-bound" | "unbound" | "waiting";
      account: string;
      issuer: string;
      /** For people to compare. */
      code: string;
      happenedAt: number;
    }
  | {
      template: "certificate-confirmation";
      account: string;
      issuer: string;
      code: string;
      boundAt: number;
      validUntilAt: number;
      /** Whose link it is. */
      binding: string;
      confirmUrl?: never;
    };

/** To an address just recorded: whoever reads its mail confirms it. The link is a secret and joins at the moment of sending. */
export interface AddressConfirmationMail {
  template: "address-confirmation";
  account: string;
  recordedAt: number;
  /** The unit of whoever recorded it. */
  recordedBy: string;
  confirmUrl?: never;
}

/** One request in a list that waits for somebody's decision. */
export interface WaitingDecision {
  number: string;
  kind: TicketKind;
  agency: string;
  person: string;
  dueAt: number;
}

/** Mail to those who work at the desk, in HR or as administrators. */
export type StaffMail =
  | { template: "decision-waiting"; items: WaitingDecision[] }
  | {
      template: "escalated";
      number: string;
      kind: TicketKind;
      agency: string;
      person: string;
      /** Whose time ran out. */
      from: "supervisor" | "deputy" | "superior-hr";
      dueAt: number;
    }
  | {
      template: "second-person-waiting";
      number: string;
      kind: TicketKind;
      agency: string;
      person: string;
      startedBy: string;
      dueAt: number | null;
    }
  | {
      template: "card-reset-notice";
      number: string;
      agency: string;
      person: string;
      keeper: { name: string; title: string; extension: string };
      orderedAt: number;
    }
  | {
      template: "undeliverable";
      number: string;
      agency: string;
      person: string;
      /** What the mail server answered, in its own words. */
      response: string;
      failedAt: number;
    }
  | { template: "disputed"; number: string; agency: string; person: string; disputedAt: number }
  | {
      template: "break-glass";
      number: string;
      operator: string;
      account: string;
      reason: string;
      brokenAt: number;
    };

/** To whoever was given a part of a supervisor's authority, and when it is taken back. */
export type DelegationMail = {
  /** The supervisor it comes from, and where. */
  delegator: string;
  agency: string;
  /** `prepare` 承辦, `decide` 核准, `deputy` 職務代理人. */
  as: "prepare" | "decide" | "deputy";
  validFrom: number;
  /** The first instant at which it no longer holds. */
  validTo: number;
} & ({ template: "delegation-granted" } | { template: "delegation-revoked"; revokedAt: number });

/** Every mail of the desk as an outbox row holds it: template and plain parameters, instants in epoch milliseconds. */
export type Mail =
  | TemporaryPasswordMail
  | AddressConfirmationMail
  | ApplicantMail
  | SecurityMail
  | CertificateMail
  | StaffMail
  | DelegationMail;

export type Template = Mail["template"];

type Unnumbered<M> = M extends unknown ? Omit<M, "number"> : never;

/**
 * A mail as it is ordered: what only the moment of sending knows is left out. Of those that are gathered each order tells
 * of one case.
 */
export type OrderedMail =
  | Unnumbered<Exclude<Mail, { template: "decision-waiting" }>>
  | ({ template: "decision-waiting" } & Omit<WaitingDecision, "number">);

type Completed<M, Secrets> = M extends unknown ? Omit<M, keyof Secrets> & Secrets : never;

/** A {@link TemporaryPasswordMail} with what only the worker knows, for the moment of sending; never stored. */
export type OpenedPasswordMail = Completed<TemporaryPasswordMail, { password: string; validUntilAt: number }>;

/** The same with a one-time link to 設定自己的密碼 instead of a password (`PASSWORD_DELIVERY=link`). */
export type OpenedLinkMail = Completed<TemporaryPasswordMail, { link: string; validUntilAt: number }>;

/** An {@link ApplicantMail} with the link to the whole path, for the moment of sending; never stored. */
export type OpenedApplicantMail = Completed<ApplicantMail, { statusUrl: string }>;

/** An {@link AddressConfirmationMail} with its link, for the moment of sending; never stored. */
export type OpenedConfirmationMail = Completed<AddressConfirmationMail, { confirmUrl: string }>;

/** A {@link CertificateMail} with the link that confirms, for the moment of sending; never stored. */
export type OpenedCertificateMail =
  | Extract<CertificateMail, { template: "certificate-news" }>
  | Completed<Extract<CertificateMail, { template: "certificate-confirmation" }>, { confirmUrl: string }>;

/** A mail complete with its secrets: what can be rendered, and what the type of an outbox row refuses. */
export type SendableMail =
  | OpenedPasswordMail
  | OpenedConfirmationMail
  | OpenedLinkMail
  | OpenedApplicantMail
  | OpenedCertificateMail
  | SecurityMail
  | StaffMail
  | DelegationMail;

const applicantTemplates: Record<ApplicantMail["template"], true> = {
  "request-received": true,
  "more-information-needed": true,
  approved: true,
  reply: true,
  returned: true,
  refused: true,
  withdrawn: true,
  "handed-over": true,
  "lapsing-soon": true,
  lapsed: true,
  "password-exposed": true,
  locked: true,
};

/** Whether this mail needs the link to the whole path before it can be rendered. */
export function needsStatusLink(mail: Mail): mail is ApplicantMail {
  return Object.hasOwn(applicantTemplates, mail.template);
}

/** Whether the reader of such a mail may answer it: what the person it is about gets, never what staff get. */
export function isAnswerable(template: string): boolean {
  return (
    Object.hasOwn(applicantTemplates, template) ||
    ["temporary-password", "password-changed", "old-password-used"].includes(template)
  );
}

/** Whether this mail needs the temporary password before it can be rendered. */
export function needsPassword(mail: Mail): mail is TemporaryPasswordMail {
  return mail.template === "temporary-password";
}

/** Whether this mail needs the link that confirms its address before it can be rendered. */
export function needsConfirmLink(mail: Mail): mail is AddressConfirmationMail {
  return mail.template === "address-confirmation";
}
