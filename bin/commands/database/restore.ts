import { readEnvironment } from "../../../services/environment";
import { restore, type RestoreStep } from "../../../services/restore";
import { systemClock, systemRandom } from "../../../services/services";
import { consoleActor, jsonOption, terminalOf, type ConfigureCommand } from "../command";

const steps: Record<RestoreStep, { zh: string; en: string }> = {
  checked: { zh: "備份檔完整無損，正在準備…", en: "The backup is sound; preparing it…" },
  prepared: {
    zh: "備份後收回的已再收回，登入、權杖、連結與一次性密碼已結束…",
    en: "What was taken away since is taken away; sessions, tokens, links and temporary passwords have ended…",
  },
  replaced: { zh: "已換上。", en: "It is in place." },
};

export const configure: ConfigureCommand = (command) =>
  command
    .argument("<file>", "備份檔 The backup")
    .option(
      "--foreign",
      "接管另一處（或紀錄金鑰已遺失）的備份：只憑雜湊鏈，未經封存驗證 Takes over a backup of another installation, or one whose record's key is lost: only its chain of hashes speaks for it",
      false,
    )
    .option(...jsonOption)
    .action(async (file: string, options: { foreign: boolean; json?: boolean }) => {
      const terminal = terminalOf(options);
      const restored = await restore({
        environment: readEnvironment(process.env),
        operator: consoleActor().operator,
        clock: systemClock,
        random: systemRandom,
        file,
        foreign: options.foreign,
        reached: (step) => terminal.say(steps[step]),
      });
      const { ended, takenAway, keptAs } = restored;
      const lost =
        takenAway === null
          ? {
              zh: "原資料庫讀不到，備份之後收回的角色、委任與停用的密碼無從得知，請逐一檢查（desk user list）。",
              en: "The former database could not be read, so what was taken away since the backup is not known: go through roles, delegations and disabled passwords (desk user list).",
            }
          : {
              zh: `備份之後收回的 ${takenAway} 項已再收回。`,
              en: `${takenAway} things taken away since the backup are taken away again.`,
            };
      const kept = {
        zh: keptAs === null ? "" : `原資料庫保留於 ${keptAs}。`,
        en: keptAs === null ? "" : ` The former database is kept as ${keptAs}.`,
      };
      terminal.result(
        {
          zh: `已還原至稽核軌跡第 ${restored.backup.seq} 列。${lost.zh}已結束 ${ended.sessions} 個登入、${ended.tokens} 個權杖、${ended.statusLinks} 個進度連結、${ended.temporaryPasswords} 個一次性密碼。${kept.zh}`,
          en: `Restored to row ${restored.backup.seq} of the audit trail. ${lost.en} Ended ${ended.sessions} sessions, ${ended.tokens} tokens, ${ended.statusLinks} status links and ${ended.temporaryPasswords} temporary passwords.${kept.en}`,
        },
        { file, ...restored },
      );
    });
