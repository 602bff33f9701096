import { readIncoming, writtenMail } from "../../workflows/mail/in/reading";

/** What is done with bytes from outside in a thread of its own: pure functions of plain data. */
export const jobs = {
  "mail-read": readIncoming,
  "mail-written": writtenMail,
};

export type Jobs = typeof jobs;
