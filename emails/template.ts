import type { MailDocument } from "./document";
import type { Voice } from "./templates/voice";
import type { Say, Sentences, Wording } from "./wording";

/**
 * What only the moment of sending knows, by what a template asks for: numbers are given out in the commit, and the rest
 * is secret. Never stored; the type of an ordered mail refuses it.
 */
export interface Joined {
  nothing: unknown;
  number: Numbered;
  /** A link to the whole path of the ticket. */
  "status-link": Numbered & { statusUrl: string };
  /** The temporary password, or with `PASSWORD_DELIVERY=link` a one-time link to 設定自己的密碼, and until when it works. */
  password: Numbered & { validUntilAt: number } & (
      { password: string; link?: undefined } | { link: string; password?: undefined }
    );
  /** A link by which whoever reads the mail confirms its address. */
  "address-link": { confirmUrl: string };
  /** A link by which the owner of an account confirms a certificate. */
  "binding-link": { confirmUrl: string };
}

interface Numbered {
  /** The ticket's number; empty where the mail belongs to no ticket. */
  number: string;
}

export type Join = keyof Joined;

/** What a document is written with besides the mail's parameters: voice, sentences, and whatever joined. */
type WrittenWith<Params, J extends Join, S extends Sentences> = Joined[J] & {
  voice: Voice;
  /** The mail's own sentences. */
  say: Say<S>;
  /** Of a digest, the other cases that the same mail tells of. */
  others: readonly (Params & Joined[J])[];
};

/** One mail of the desk: what it is ordered with, what it says, and a sample of it. Instants are epoch milliseconds. */
export interface MailTemplate<
  Name extends string,
  Params extends object,
  J extends Join,
  S extends Sentences,
> {
  /** As outbox rows name it. */
  template: Name;
  joins: J;
  /** Whether its reader may answer it: what the person it is about gets, never what staff get. */
  answerable?: true;
  /**
   * A digest: goes one at a time to an address, the next no sooner than so many milliseconds later and with every case
   * ordered meanwhile. Never set for temporary passwords and security notices.
   */
  digestEveryMs?: number;
  wording: Wording<S>;
  /** Invented parameters, for previews and tests; of a digest also other cases. */
  sample: NoInfer<Params & { others?: readonly (Params & Joined[J])[] }>;
  /** What differs in further samples: other sentences than the first shows. */
  variations?: readonly NoInfer<Partial<Params>>[];
  /** Subject and parts; greeting and ending, the same in every mail, are put around them. */
  document: (mail: Params, writtenWith: WrittenWith<Params, J, S>) => MailDocument;
}

/** Any template, where only its name decides which. */
export type AnyTemplate = MailTemplate<string, object, Join, Sentences>;

/** Declares a mail. Its parameters are those that its document is written from. */
export function defineMail<
  const Name extends string,
  Params extends object,
  J extends Join,
  S extends Sentences,
>(definition: MailTemplate<Name, Params, J, S>): MailTemplate<Name, Params, J, S> {
  return definition;
}
