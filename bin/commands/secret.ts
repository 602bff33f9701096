import { formatDateTime } from "../../language/minguo";
import { refuseOtherLeadingKeys } from "../../services/known-keys";
import { tellOfShellAct } from "../../workflows/console/shell-acts";
import { rotateSecret } from "../../workflows/console/rotate-secret";
import { commandRefused } from "../terminal";
import { consoleParts, jsonOption, terminalOf, withServices, type ConfigureCommand } from "./command";

export const configure: ConfigureCommand = (group) =>
  group
    .command("rotate")
    .description(
      "把資料庫裡以舊金鑰保存的資料全部改用最新的金鑰；中斷後再執行即接續，服務可照常運作（須以同一個 APP_SECRET 啟動） Keeps everything under the newest secret; run again it goes on where it was cut off. The server may go on, started with the same APP_SECRET",
    )
    .option(
      "--compromised",
      "舊金鑰可能外洩：另結束所有登入、API 權杖、進度連結、信中的連結與有效的一次性密碼 The old secret may be known: ends all sessions, tokens, status links, mailed links and live temporary passwords too",
      false,
    )
    .option(...jsonOption)
    .action(async (options: { compromised: boolean; json?: boolean }) => {
      const terminal = terminalOf(options);
      const rotated = await withServices(async (services) => {
        await refuseOtherLeadingKeys(services.store, services.secrets);
        const command = options.compromised ? "secret rotate --compromised" : "secret rotate";
        await tellOfShellAct(consoleParts(services), { command, about: "" });
        return rotateSecret(consoleParts(services), {
          compromised: options.compromised,
          progress: (done, total) =>
            terminal.progress({ zh: "改以新金鑰保存", en: "Kept under the new secret" }, done, total),
        });
      });
      const { keyId, resealed, ended, underWay } = rotated;
      if (ended)
        terminal.say({
          zh: `已結束 ${ended.sessions} 個登入、${ended.tokens} 個權杖、${ended.statusLinks} 個進度連結、${ended.temporaryPasswords} 個一次性密碼。`,
          en: `Ended ${ended.sessions} sessions, ${ended.tokens} tokens, ${ended.statusLinks} status links and ${ended.temporaryPasswords} temporary passwords.`,
        });
      const mayDrop = underWay.passwords === 0;
      const drop = ended ? "請立即" : "可以";
      if (mayDrop || terminal.json)
        terminal.result(
          {
            zh: `已將 ${resealed} 筆資料改以最新的金鑰（代號 ${keyId}）保存；資料庫不再需要其他金鑰，${drop}自 APP_SECRET 移除並重新啟動服務。`,
            en: `${resealed} values are now kept under the newest secret (key id ${keyId}). The database needs no other one: ${ended ? "drop it from APP_SECRET now and restart the server" : "you may drop it from APP_SECRET and restart the server"}.`,
          },
          { ...rotated, mayDrop },
        );
      if (mayDrop) return;
      const time = (locale: "zh-Hant-TW" | "en") =>
        underWay.until === null ? "" : formatDateTime(underWay.until, "minguo", locale);
      throw commandRefused(
        `已將 ${resealed} 筆資料改以最新的金鑰保存；但有 ${underWay.passwords} 封一次性密碼的信還在寄送，仍需要舊金鑰（最遲至 ${time("zh-Hant-TW")}）。請保留舊金鑰，稍後再執行一次。`,
        `${resealed} values are kept under the newest secret, but ${underWay.passwords} mails with temporary passwords are under way and still need the old one (until ${time("en")} at the latest). Keep the old secret and run this again later.`,
      );
    });
