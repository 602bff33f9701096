import { replace, type Write } from "../../db/change";
import { newId } from "../../db/ids";
import type { Store } from "../../db/store";
import type { Random } from "../../db/types";

const key = "links.generation";

/**
 * What the status links of mails are derived with besides ticket and person: a link is the same in every mail, so without it
 * the next mail would bring one back that was ended. `null` as long as they never were.
 */
export async function linkGeneration({ records }: Pick<Store, "records">): Promise<string | null> {
  const generation = await records.setting(key);
  return typeof generation === "string" ? generation : null;
}

/** Has all status links be other ones from now on. */
export function nextLinkGeneration(random: Random, at: number): Write {
  return replace("settings", { key, value: newId(random), updatedAt: at });
}
