/** The path of a request as a log may hold it: what is as long as a mailed link's token is left out. */
export const loggedPath = (path: string): string => path.replace(/[\w.-]{40,}/g, "…");
