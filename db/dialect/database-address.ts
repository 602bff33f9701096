/** Whether an address is PostgreSQL's, as libpq writes it. */
export const isPostgres = (url: string): boolean => /^postgres(ql)?:\/\/./i.test(url) && URL.canParse(url);

/** The path of a `file:` address. */
export const pathOf = (url: string): string => url.slice("file:".length);

/** What people call the database of an address: its file, or the address without what lets one in. */
export function databaseName(url: string): string {
  if (!isPostgres(url)) return pathOf(url);
  const { host, pathname } = new URL(url);
  return `postgres://${host}${pathname}`;
}
