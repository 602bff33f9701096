/** Numbers of audit rows, from and to. */
export type Span = readonly [number, number];

/** What somebody did to the audit behind the desk's back, and to which rows. */
export interface AuditFinding {
  kind:
    /** A row says something else than it was sealed with. */
    | "changed"
    /** A row is not there, and later ones are. */
    | "missing"
    /** Rows stand in each other's place. */
    | "swapped"
    /** A row that the desk never wrote. */
    | "added"
    /** A row was changed and its hash computed anew, which needs no key. */
    | "rehashed"
    /** The newest rows are not there. */
    | "cut"
    /** No row is there. */
    | "emptied"
    /** The database is from before what was sealed last; the rows since are not there, or others are. */
    | "older";
  rows: Span[];
}

/** What somebody did to what is sealed beside the audit. */
export interface SealFinding {
  kind: "row-changed" | "row-added" | "row-missing";
  /** The table's name in SQL. */
  table: string;
  /** The row's key; its columns separated by blanks. */
  key: string;
}

/** What does not fit as a whole. */
export interface WholeFinding {
  kind:
    /** Rows were put back together with the seals they had earlier, or removed together with them. */
    | "rows-older"
    /** What the seals come to was written by somebody without the key, or is not there. */
    | "state-forged"
    /** The head's file is not signed by the record's key. */
    | "head-forged"
    /** A copy of the head lies further on than the head. */
    | "head-older"
    /** Since then the desk saw that the database does not go on from what was sealed. */
    | "broken-since"
    /** The journal of revocations does not stand from that line on. */
    | "journal-broken";
  at?: number;
  line?: number;
}

export type Finding = AuditFinding | SealFinding | WholeFinding;
