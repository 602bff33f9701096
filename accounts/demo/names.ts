import type { Random } from "../../db/types";

/** A made-up person's name, and how it is written in an account. */
export interface InventedName {
  name: string;
  account: string;
}

const surnames =
  "陳chen 林lin 黃huang 張chang 李lee 吳wu 劉liu 蔡tsai 楊yang 許hsu 鄭cheng 謝hsieh 郭kuo 洪hung 曾tseng 邱chiu 廖liao 賴lai 周chou 徐hsu 蘇su 葉yeh 莊chuang 呂lu 江chiang 何ho 蕭hsiao 羅lo 高kao 潘pan 簡chien 朱chu 鍾chung 彭peng 游yu 詹chan 胡hu 施shih 沈shen 余yu";
const firsts =
  "怡yi 佳chia 雅ya 淑shu 美mei 惠hui 志chih 俊chun 建chien 明ming 宗tsung 承cheng 冠kuan 柏po 思szu 欣hsin 育yu 家chia 文wen 國kuo 玉yu 秀hsiu 品pin 宜yi 子tzu";
const seconds =
  "君chun 玲ling 婷ting 芬fen 惠hui 豪hao 傑chieh 宏hung 翰han 恩en 廷ting 安an 蓉jung 雯wen 珊shan 萱hsuan 哲che 偉wei 誠cheng 穎ying 華hua 玟wen 瑜yu 霖lin 樺hua";

const readings = (text: string) =>
  text.split(" ").map((entry) => ({ sign: entry.slice(0, 1), reading: entry.slice(1) }));

const surnameList = readings(surnames);
const firstList = readings(firsts);
const secondList = readings(seconds);

/** Makes up a name of three characters. */
export function inventName(random: Random): InventedName {
  const [surname, first, second] = [surnameList, firstList, secondList].map((list) => pick(random, list));
  return {
    name: `${surname?.sign}${first?.sign}${second?.sign}`,
    account: `${first?.reading}${second?.reading}.${surname?.reading}`,
  };
}

/** One of a list, as likely as any other but for a bias of less than one in a thousand. */
export function pick<T>(random: Random, list: readonly T[]): T {
  const [high = 0, low = 0] = random(2);
  const chosen = list[((high << 8) | low) % list.length];
  if (chosen === undefined) throw new RangeError("nothing to choose from");
  return chosen;
}
