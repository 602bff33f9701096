import { describe, expect, it } from "vitest";
import { hasTemporaryPasswordShape } from "../../../accounts/passwords/temporary-password";
import { readSecrets } from "../../../accounts/access/secrets";
import { fileName, filesOf } from "../../../emails/inbound/attachments";
import { readMail } from "../../../emails/inbound/mime";
import { returnAddresses } from "../../../emails/inbound/return-address";
import { passwordCandidates, struckOut, withoutPasswordLines, redact } from "../../../emails/inbound/redact";
import { mailVector } from "../../support/mail/mail-vectors";
import { seededRandom } from "../../support/desk/seeded-random";

const password = "K5L6H5W8";
const one = "an APP_SECRET of thirty-two characters or more";
const other = "another APP_SECRET of thirty-two characters";
const addresses = (...secrets: string[]) =>
  returnAddresses(readSecrets(secrets, seededRandom()), "desk.example");
const id = "0123456789abcdef0123456789abcdef";
const at = Date.UTC(2026, 10, 23);
const day = 86_400_000;

describe("a signed return address", () => {
  it("fits a local part, survives a change of case, and tells what comes back to it", () => {
    for (const kind of ["bounce", "reply"] as const) {
      const address = addresses(one).sign({ kind, id }, at);
      expect(address.split("@")[0]?.length).toBeLessThanOrEqual(64);
      expect(addresses(one).read(address.toUpperCase(), at)).toEqual({ kind, id });
      expect(addresses(one).sign({ kind, id }, at)).toBe(address);
    }
  });

  it("is read under the secret before, and under no other, for no other use, domain or time", () => {
    const address = addresses(one).sign({ kind: "bounce", id }, at);
    expect(addresses(other, one).read(address, at)).toEqual({ kind: "bounce", id });
    expect(addresses(other).read(address, at)).toBeNull();
    expect(addresses(one).read(address.replace("bounce", "reply"), at)).toBeNull();
    expect(addresses(one).read(address.replace("desk.", "desc."), at)).toBeNull();
    expect(addresses(one).read(address, at + 15 * day)).toBeNull();
  });

  it("is void when any one of its characters is another", () => {
    const address = addresses(one).sign({ kind: "reply", id }, at);
    const start = "reply+".length;
    for (let place = start; place < start + 51; place += 1) {
      const changed = address[place] === "a" ? "b" : "a";
      expect(
        addresses(one).read(address.slice(0, place) + changed + address.slice(place + 1), at),
      ).toBeNull();
    }
  });
});

describe("striking out what is secret", () => {
  it.each([
    ["a password as mailed", `您的新密碼如下 ${password}（請變更）`],
    ["in full-width letters", "Ｋ５Ｌ６Ｈ５Ｗ８"],
    ["with invisible characters in it", "K5L6\u200bH5\u00adW8"],
    ["in bold", `*${password}*`],
    ["a status link", "https://ecpa.example/status/q4Vt0Zc9mA2xW7rLk1YpNfq4Vt0Zc9mA2xW7rLk1YpNf"],
    ["a signed address", "reply+aebagbaf7i2qobyibaeqbaebagbaf7i2qobyibaeqbaebagbaf7i@desk.example"],
    ["a token alone", "q4Vt0Zc9mA2xW7rLk1YpNfq4Vt0Zc9mA2xW7rLk1YpNf"],
  ])("takes %s", (_, text) => {
    const kept = redact(text);
    expect(kept).toContain(struckOut);
    expect(kept).not.toMatch(/K5L6H5W8|q4Vt0Zc9|aebagbaf/);
  });

  it("leaves words, numbers and times alone", () => {
    const text =
      "案件 R1151123-0042，分機 3217，電話 02-2397-9298，password 請於 115/11/24 09:41 前設定。Thank you, Wang Ming";
    expect(redact(text)).toBe(text);
  });

  it("takes a live password in whatever case and spacing", () => {
    for (const spelled of ["k5l6h5w8", "K5L6 H5W8", "K-5-L-6-H-5-W-8", "k5l6\n> h5w8"])
      expect(redact(`my password ${spelled} fails`, [password])).toBe(`my password ${struckOut} fails`);
  });

  it("takes what stands under 您的新密碼如下, in small letters too", () => {
    expect(withoutPasswordLines("您的新密碼如下：\n\n  k5l6h5w8\n\n謝謝")).toBe(
      `您的新密碼如下：\n\n  ${struckOut}\n\n謝謝`,
    );
  });

  it("finds every way in which a mail may carry a password, the likeliest first, and not too many", () => {
    const found = (name: string) =>
      passwordCandidates(readMail(mailVector(name)), (word) => hasTemporaryPasswordShape(word));
    for (const name of ["reply-gmail-zh", "reply-html-only", "reply-with-attachments", "reply-outlook-zh"])
      expect(found(name)[0], name).toBe(password);
    const many = Array.from({ length: 500 }, (_, index) => `mail${index + 2222}`).join(" ");
    expect(
      passwordCandidates(readMail(Buffer.from(`From: a@b.example\n\n${many}`)), () => true),
    ).toHaveLength(12);
    const halves = readMail(Buffer.from("From: a@b.example\n\nit was k5l6 h5w8, I think"));
    expect(passwordCandidates(halves, (word) => hasTemporaryPasswordShape(word))).toContain(password);
  });
});

describe("a file that came by mail", () => {
  const withFile = (name: string, type: string, content: string | Buffer) =>
    readMail(
      Buffer.from(
        [
          "From: a@b.example",
          "Content-Type: multipart/mixed; boundary=x",
          "",
          "--x",
          `Content-Type: ${type}`,
          `Content-Disposition: attachment; filename="${name}"`,
          "Content-Transfer-Encoding: base64",
          "",
          Buffer.from(content).toString("base64"),
          "--x--",
        ].join("\r\n"),
      ),
    );

  it("has a name that leads nowhere and deceives nobody", () => {
    expect(fileName("../../etc/passwd")).toBe("passwd");
    expect(fileName("C:\\temp\\報告.pdf")).toBe("報告.pdf");
    expect(fileName("gpj.\u202eexe")).toBe("gpj.exe");
    expect(fileName('a"\r\nContent-Type: text/html')).not.toMatch(/["\r\n:]/);
    expect(fileName("..")).toBe("附件");
    expect(fileName(`${"長".repeat(300)}.docx`)).toMatch(/^長{95}\.docx$/);
  });

  it("is left out where it is a mail, whatever it is called, and where it holds a live password", () => {
    const why = (mail: ReturnType<typeof withFile>) => filesOf(mail, [password]).left[0]?.why;
    expect(why(withFile("x.eml", "application/octet-stream", "anything"))).toBe("mail");
    expect(why(withFile("winmail.dat", "application/ms-tnef", "anything"))).toBe("mail");
    expect(why(withFile("x.bin", "application/octet-stream", "Return-Path: <a@b.example>\r\n"))).toBe("mail");
    expect(why(withFile("x.bin", "application/octet-stream", Buffer.from(`..${password}`, "utf16le")))).toBe(
      "secret",
    );
  });

  it("loses secrets where it is text, and is kept as it is where it is not", () => {
    const [text] = filesOf(withFile("note.txt", "text/plain", `密碼 ${password}`), []).kept;
    expect(text?.bytes.toString()).toBe(`密碼 ${struckOut}`);
    const [picture] = filesOf(withFile("a.png", "image/png", Buffer.from([137, 80, 78, 71])), []).kept;
    expect(picture?.bytes).toEqual(Buffer.from([137, 80, 78, 71]));
  });

  it("is one of so many, and of so many bytes", () => {
    const mail = withFile("a.bin", "application/octet-stream", Buffer.alloc(2000, 200));
    const why = (limits: Parameters<typeof filesOf>[2]) => filesOf(mail, [], limits).left[0]?.why;
    expect(why({ count: 0, bytesOfOne: 5000, bytes: 5000 })).toBe("too-many");
    expect(why({ count: 1, bytesOfOne: 1000, bytes: 5000 })).toBe("too-large");
    expect(why({ count: 1, bytesOfOne: 5000, bytes: 1000 })).toBe("too-large");
    expect(why({ count: 1, bytesOfOne: 5000, bytes: 5000 })).toBeUndefined();
  });
});
