// Invented, for the samples of mails.

/** When the samples were written: 115/11/23（一）09:41 in Taipei, the day of the designs. */
export const sampleAt = Date.UTC(2026, 10, 23, 1, 41);
export const hourMs = 3_600_000;

export const agency = "法務部人事處";
export const person = "王小明";
export const account = "wang.ming";
export const certificate = { issuer: "內政部憑證管理中心", code: "7F3A09" };
