import { randomBytes } from "node:crypto";

/** The environment of a production desk on the loopback; the port is left to the system. */
export function productionEnv(smtpUrl: string) {
  return {
    DESK_MODE: "production",
    HOST: "127.0.0.1",
    PORT: "0",
    APP_URL: "http://localhost:3000",
    APP_SECRET: randomBytes(48).toString("base64url"),
    SMTP_URL: smtpUrl,
    MAIL_FROM: "noreply@ecpa.example",
  };
}
