/** Who calls the desk, as the door found out: a signed-in person, the holder of a link or card, the system itself. */
export type Actor =
  | { kind: "person"; personId: string }
  | { kind: "link"; level: "page" | "mail"; ticketId: string }
  | { kind: "card"; ticketId: string }
  | { kind: "visitor"; address: string }
  | { kind: "system"; name: "outbox" | "deadlines" | "sign-in" | "intake" | "trust" | "inbound" | "keys" }
  /** Whoever has the shell of the server, by the name they have there. */
  | { kind: "console"; operator: string };

/** A stable key of the actor, for idempotency and throttling. */
export function actorKey(actor: Actor): string {
  switch (actor.kind) {
    case "person":
      return `person:${actor.personId}`;
    case "link":
    case "card":
      return `${actor.kind}:${actor.ticketId}`;
    case "visitor":
      return `visitor:${actor.address}`;
    case "system":
      return `system:${actor.name}`;
    case "console":
      return "console";
  }
}

/** Kind and id as history and audit keep them. */
export function actorColumns(actor: Actor): { actorKind: string; actorId: string | null } {
  if (actor.kind === "person") return { actorKind: "person", actorId: actor.personId };
  if (actor.kind === "console") return { actorKind: "console", actorId: actor.operator };
  return { actorKind: actor.kind === "link" ? `${actor.level}-link` : actor.kind, actorId: null };
}
