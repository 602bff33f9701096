import { Argument, InvalidArgumentError, Option, type Command } from "commander";
import { isScope, scopes, type Scope } from "../../accounts/access/api-tokens";
import { grantedRoles, type GrantedRole } from "../../workflows/administration/grants";
import { addUser, grantRole, revokeRole } from "../../workflows/console/console";
import { issueToken } from "../../workflows/console/tokens";
import { consoleParts, jsonOption, terminalOf, withServices, type ConfigureCommand } from "./command";

const dayMs = 24 * 60 * 60_000;

export const configure: ConfigureCommand = (group) => {
  addAdd(group);
  addList(group);
  addGrant(group);
  addRevoke(group);
  addToken(group);
};

interface AddOptions {
  name: string;
  email: string;
  agency: string;
  account?: string;
  role: GrantedRole;
  reason: string;
  json?: boolean;
}

function addAdd(group: Command): void {
  group
    .command("add <national-id>")
    .description(
      "新增系統管理員、客服或稽核人員，並寄出一次性密碼；已有帳號者重新寄送。不顯示密碼，並通知所有系統管理員。Adds a user and has a temporary password mailed; for a known one, anew. Nothing is shown; all administrators are told.",
    )
    .requiredOption("--name <name>", "姓名 Name")
    .requiredOption("--email <address>", "寄送一次性密碼的電子郵件 Where the password is mailed")
    .requiredOption("--agency <oid>", "所屬機關的 OID OID of the agency")
    .option("--account <account>", "自訂帳號 Account")
    .addOption(
      new Option("--role <role>", "角色 Role")
        .choices(["administrator", "agent", "auditor"])
        .default("administrator"),
    )
    .option("--reason <text>", "寫進通知的理由 Reason, told to the administrators", "desk user add")
    .option(...jsonOption)
    .action(async (nationalId: string, { json, agency, account, ...user }: AddOptions) => {
      const { personId, added, ticket } = await withServices((services) =>
        addUser(consoleParts(services), { ...user, nationalId, agencyOid: agency, account: account ?? null }),
      );
      terminalOf({ json }).result(
        {
          zh: `${added ? "已新增" : "已有"} ${user.name}，案號 ${ticket.number}；一次性密碼由服務程序寄往 ${user.email}。`,
          en: `${user.name} ${added ? "added" : "was known"}, ticket ${ticket.number}; the serving process mails the temporary password to ${user.email}.`,
        },
        { personId, added, number: ticket.number, state: ticket.state },
      );
    });
}

function addGrant(group: Command): void {
  group
    .command("grant <login>")
    .description("授予角色 Grants a role to the owner of an account or national ID")
    .addArgument(new Argument("<role>", "角色 Role").choices(grantedRoles))
    .option("--agency <oid...>", "人事主管服務的機關 Agencies that an HR supervisor serves")
    .option("--subordinates", "含所屬 Their subordinates too", false)
    .option(...jsonOption)
    .action(
      async (
        login: string,
        role: GrantedRole,
        options: { agency?: string[]; subordinates: boolean; json?: boolean },
      ) => {
        const serving = (options.agency ?? []).map((agencyOid) => ({
          agencyOid,
          includesSubordinates: options.subordinates,
        }));
        const { personId, changed } = await withServices((services) =>
          grantRole(consoleParts(services), login, role, serving),
        );
        terminalOf(options).result(
          {
            zh: changed ? `已授予 ${role}。` : `原已是 ${role}，未變更。`,
            en: changed ? `Granted ${role}.` : `Was ${role} already; nothing changed.`,
          },
          { personId, role, changed },
        );
      },
    );
}

function addList(group: Command): void {
  group
    .command("list")
    .description("列出角色與持有的人 Lists roles and who holds them")
    .addOption(new Option("--role <role>", "只列這個角色 This role only").choices(grantedRoles))
    .option(...jsonOption)
    .action(async (options: { role?: GrantedRole; json?: boolean }) => {
      const terminal = terminalOf(options);
      await withServices(async ({ store, clock }) => {
        const roles = await store.people.rolesInForce(clock());
        const people = await store.people.byIds(roles.map(({ personId }) => personId));
        for (const { role, personId, validFrom, grantedBy } of roles) {
          const person = people.get(personId);
          if (!person || (options.role !== undefined && role !== options.role)) continue;
          const { name, account, agencyName, status } = person;
          const line = (left: string) =>
            [
              role,
              account ?? person.nationalIdMasked,
              name,
              agencyName,
              ...(status === "left" ? [left] : []),
            ].join("  ");
          terminal.result(
            { zh: line("已離職"), en: line("has left") },
            { role, personId, account, name, agency: agencyName, status, validFrom, grantedBy },
          );
        }
      });
    });
}

function addRevoke(group: Command): void {
  group
    .command("revoke <login>")
    .description(
      "收回角色，並結束這個人的登入與權杖 Takes a role away and ends the person's sessions and tokens",
    )
    .addArgument(new Argument("<role>", "角色 Role").choices(grantedRoles))
    .option(...jsonOption)
    .action(async (login: string, role: GrantedRole, options: { json?: boolean }) => {
      const { personId } = await withServices((services) => revokeRole(consoleParts(services), login, role));
      terminalOf(options).result(
        { zh: `已收回 ${role}，登入與權杖已結束。`, en: `Revoked ${role}; sessions and tokens have ended.` },
        { personId, role },
      );
    });
}

function addToken(group: Command): void {
  group
    .command("token <login>")
    .description("發給 API 權杖；只顯示這一次 Makes a token of the API; shown this once")
    .requiredOption("--scope <scope...>", `範圍 Scopes: ${scopes.join(", ")}`, collectScope)
    .option("--label <text>", "用途 What it is for", "api")
    .option("--days <days>", "有效天數 Days it is valid (1–366)", asDays, 90)
    .option(...jsonOption)
    .action(
      async (login: string, options: { scope: Scope[]; label: string; days: number; json?: boolean }) => {
        const wish = {
          label: options.label,
          scopes: [...new Set(options.scope)],
          validForMs: options.days * dayMs,
        };
        const { token, expiresAt, personId } = await withServices((services) =>
          issueToken(consoleParts(services), login, wish),
        );
        const terminal = terminalOf(options);
        terminal.say({
          zh: "請立即妥善保存，之後不再顯示：",
          en: "Keep it safe now; it is not shown again:",
        });
        terminal.result({ zh: token, en: token }, { token, personId, scopes: wish.scopes, expiresAt });
      },
    );
}

function collectScope(text: string, before: Scope[] = []): Scope[] {
  if (!isScope(text)) throw new InvalidArgumentError(`Scopes: ${scopes.join(", ")}`);
  return [...before, text];
}

function asDays(text: string): number {
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1 || days > 366) throw new InvalidArgumentError("1–366");
  return days;
}
