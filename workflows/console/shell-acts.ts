import type { AuditEntry, Write } from "../../db/change";
import type { OrderedMail } from "../../emails/templates/registry";
import { actorColumns } from "../desk/actor";
import type { Context } from "../desk/context";
import { toAddressOf, watchers } from "../desk/notifications";

/** What is done from the shell, as everybody who watches hears of it. */
export interface ShellAct {
  /** The command, `user grant`. */
  command: string;
  /** Whom or what it is about: an account, a fingerprint, a file's name; never a secret or a national ID. */
  about: string;
}

/** Who acts from the shell, and with what everybody is told. */
export interface ShellParts extends Pick<Context, "store" | "clock" | "random"> {
  /** The name that whoever types has on this machine. */
  operator: string;
}

/**
 * Does something from the shell: its rows, its row of the audit trail and the mails to all administrators and auditors are
 * one commit, so that nothing is done of which they do not hear.
 */
export async function commitFromShell(
  parts: ShellParts,
  act: ShellAct,
  {
    at,
    writes,
    audit,
  }: { at: number; writes: Write[]; audit: Pick<AuditEntry, "act" | "personId" | "detail"> },
): Promise<void> {
  const actor = actorColumns({ kind: "console", operator: parts.operator });
  await parts.store.commit({
    at,
    writes: [...writes, ...(await shellLetters(parts, act, at))],
    audit: [{ ...actor, ...audit, detail: { ...audit.detail, command: act.command } }],
  });
}

/**
 * Tells of something that is not one commit, such as an import or a restore, before it begins: whoever cuts it short has
 * told of it all the same. After a restore it must be told again, for the database that knew of it is gone.
 */
export async function tellOfShellAct(parts: ShellParts, act: ShellAct): Promise<void> {
  const audit = { act: "shell.acted", detail: { about: act.about } };
  await commitFromShell(parts, act, { at: parts.clock(), writes: [], audit });
}

/** The mails by which all administrators and auditors hear of it, as rows of the act's own commit. */
export async function shellLetters(parts: ShellParts, act: ShellAct, at: number): Promise<Write[]> {
  const mail: OrderedMail = { template: "shell-act", operator: parts.operator, ...act, doneAt: at };
  return (await watchers(parts.store, at)).flatMap((one) =>
    toAddressOf(parts, mail, one, { ticketId: null, at }),
  );
}
