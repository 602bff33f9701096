import type { Command } from "commander";
import { formatDateTime } from "../../language/minguo";
import type { LiveToken } from "../../workflows/administration/tokens";
import { listTokens, revokeToken } from "../../workflows/console/tokens";
import { consoleParts, jsonOption, terminalOf, withServices, type ConfigureCommand } from "./command";

export const configure: ConfigureCommand = (group) => {
  addList(group);
  addRevoke(group);
};

function addList(group: Command): void {
  group
    .command("list [login]")
    .description(
      "列出使用中的 API 權杖，最新的在前；不顯示權杖 Lists tokens of the API in use, the newest first; never the token itself",
    )
    .option(...jsonOption)
    .action(async (login: string | undefined, options: { json?: boolean }) => {
      const terminal = terminalOf(options);
      const tokens = await withServices((services) => listTokens(consoleParts(services), login));
      if (tokens.length === 0) terminal.say({ zh: "沒有使用中的權杖。", en: "No token is in use." });
      const until = ({ token }: LiveToken) => formatDateTime(token.expiresAt, "minguo", terminal.locale);
      for (const one of tokens)
        terminal.result(
          { zh: lineOf(one, `至 ${until(one)}`), en: lineOf(one, `until ${until(one)}`) },
          shown(one),
        );
    });
}

function addRevoke(group: Command): void {
  group
    .command("revoke <id...>")
    .description("立即撤銷權杖；編號見 token list Revokes tokens at once; token list tells their ids")
    .option(...jsonOption)
    .action(async (ids: string[], options: { json?: boolean }) => {
      const terminal = terminalOf(options);
      await withServices(async (services) => {
        for (const id of ids) {
          const one = await revokeToken(consoleParts(services), id);
          terminal.result({ zh: lineOf(one, "已撤銷"), en: lineOf(one, "revoked") }, shown(one));
        }
      });
    });
}

const lineOf = ({ id, token, person }: LiveToken, standing: string) =>
  [
    id,
    token.label,
    person.account ?? person.nationalIdMasked,
    person.name,
    token.scopes.join(","),
    standing,
  ].join("  ");

function shown({ id, token, person }: LiveToken) {
  const { label, scopes, createdAt, expiresAt } = token;
  return { id, label, personId: person.id, account: person.account, scopes, createdAt, expiresAt };
}
