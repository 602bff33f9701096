/** How long a session lives, in milliseconds: a working day, or half an hour to set the own password. */
export const sessionLife = { full: 10 * 60 * 60_000, "set-password": 30 * 60_000 } as const;
