import { describe, expect, it } from "vitest";
import { readPeopleFile } from "../../../accounts/import/people-file";
import { createMailTransport } from "../../../emails/transport";
import { isMailAddress } from "../../../language/mail-address";
import { readEnvironment } from "../../../services/environment";
import { isEnvironmentError } from "../../../services/environment-error";
import { fileOf } from "../../support/desk/demo-files";

const header = "機關OID,姓名,身分證字號,電子郵件";

async function imports(address: string): Promise<boolean> {
  const content = `${header}\n2.16.886.101.20003,王明,A123456789,${address}\n`;
  for await (const line of readPeopleFile(fileOf(content))) return "row" in line;
  return false;
}

function sends(address: string): boolean {
  try {
    return readEnvironment({ MAIL_FROM: address }).mailFrom.address === address;
  } catch (error) {
    if (isEnvironmentError(error)) return false;
    throw error;
  }
}

function hands(address: string): boolean {
  try {
    createMailTransport({
      smtpUrl: "smtp://127.0.0.1:2525",
      from: { address, name: { zh: "人事服務網", en: "ECPA" } },
    }).close();
    return true;
  } catch {
    return false;
  }
}

describe("One rule says what a mail address is", () => {
  it.each([
    ["ming@agency.gov.tw", true],
    ["o'brien+x@a-b.tw", true],
    ["desk@localhost", true],
    ["a..b@agency.gov.tw", false],
    [".a@agency.gov.tw", false],
    ["a.@agency.gov.tw", false],
    ["a@-agency.gov.tw", false],
    ["a@agency..tw", false],
    ["a@agency_x.tw", false],
    ["a@b@agency.gov.tw", false],
    ["ming", false],
    [`${"m".repeat(65)}@agency.gov.tw`, false],
  ])("of %s, to the import, to MAIL_FROM and to the mail transport", async (address, good) => {
    expect(isMailAddress(address)).toBe(good);
    expect(await imports(address)).toBe(good);
    expect(sends(address)).toBe(good);
    expect(hands(address)).toBe(good);
  });
});
