import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Store } from "../db/store";
import { type EnvironmentProblem, environmentError } from "./environment-error";
import type { Environment } from "./environment";

/**
 * Sees to it that production starts on nothing of a demo: not on its people, whose password everybody knows, and not on
 * its secret.
 *
 * @throws EnvironmentError in production mode
 */
export async function refuseDemoData(
  { mode, dataFolder, secrets }: Environment,
  store: Store,
): Promise<void> {
  if (mode !== "production") return;
  const problems: EnvironmentProblem[] = [];
  if (await store.records.hasAct("demo.loaded")) {
    problems.push({
      name: "DATABASE_URL",
      zh: "此資料庫載入過示範資料，正式環境不得使用；請改用新的資料庫",
      en: "This database was filled with demo data, which production refuses; use a new one",
    });
  }
  const kept = join(dataFolder, "demo-secret");
  if (existsSync(kept) && secrets.includes(readFileSync(kept, "utf8").trim())) {
    problems.push({
      name: "APP_SECRET",
      zh: "這是示範用的金鑰，正式環境不得使用；可用 openssl rand -base64 48 產生",
      en: "This is the demo's secret, which production refuses; make one with: openssl rand -base64 48",
    });
  }
  if (problems.length > 0) throw environmentError(problems);
}
