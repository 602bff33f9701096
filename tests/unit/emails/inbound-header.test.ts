import { describe, expect, it } from "vitest";
import {
  headerText,
  rawHeader,
  readHeaders,
  readMailbox,
  readStructured,
} from "../../../emails/inbound/header";
import { readMail } from "../../../emails/inbound/mime";

/** A block of fields as it comes, from text and from bytes in hexadecimal. */
const block = (text: string, hex = "") => `${text}${Buffer.from(hex, "hex").toString("latin1")}`;
const subject = (value: string, hex?: string) =>
  headerText(readHeaders(block(`Subject: ${value}`, hex)), "subject");

// 許功蓋 in Big5: the second octet of each is a backslash in ASCII.
const xugonggai = "b35ca55cbb5c";

describe("a field in words", () => {
  it.each([
    ["base64", "=?utf-8?B?6YCA5L+h?=", "退信"],
    ["quoted-printable, with a language", "=?utf-8*zh?q?=E9=80=80_=E4=BF=A1?=", "退 信"],
    ["a character cut in two by two words", "=?utf-8?B?6YA=?=\r\n =?UTF-8?B?gOS/oQ==?=", "退信"],
    ["words beside text", "Re: =?utf-8?B?6YCA?= =?big5?B?q0g=?= (550)", "Re: 退信 (550)"],
    ["Big5 under no name", "=?unknown-8bit?B?s1ylXLtc?=", "許功蓋"],
    ["Big5 that calls itself ASCII", "=?us-ascii?Q?=B3\\=A5\\=BB\\?=", "許功蓋"],
    ["the name that Microsoft gives Big5", "=?cp950?B?s1ylXLtc?=", "許功蓋"],
    ["a character set that nobody knows", "=?x-nonsense?B?6YCA5L+h?=", "退信"],
    ["what never ends", "=?utf-8?B?6YCA", "=?utf-8?B?6YCA"],
  ])("decodes %s", (_, value, words) => {
    expect(subject(value)).toBe(words);
  });

  it("is told apart where a server sends raw Big5 or UTF-8", () => {
    expect(subject("", xugonggai)).toBe("許功蓋");
    // The last octet of 你 in UTF-8 is a space that cannot break in Latin-1, which trimming would take away.
    expect(subject("", Buffer.from("謝謝你").toString("hex"))).toBe("謝謝你");
  });

  it("is each the first of its name, whatever the names are", () => {
    const headers = readHeaders(
      "__proto__: x\r\nconstructor: y\r\nX-A: 1\r\nx-a: 2\r\nno field\r\n: nameless",
    );
    expect(rawHeader(headers, "x-a")).toBe("1");
    expect(headers["x-a"]).toEqual(["1", "2"]);
    expect(Object.keys(headers)).not.toContain("__proto__");
    expect(rawHeader(headers, "no field")).toBeUndefined();
  });

  it("names who wrote", () => {
    expect(readMailbox('"=?utf-8?B?546L5piO?=" (x) <Wang.Ming@Agency.example>')).toEqual({
      name: "王明 (x)",
      address: "wang.ming@agency.example",
    });
    expect(readMailbox("wang.ming@agency.example (Wang Ming)").name).toBe("Wang Ming");
    expect(readMailbox("<>")).toEqual({ name: "", address: "" });
  });
});

describe("a structured field", () => {
  it.each([
    ['multipart/mixed; boundary="a;b=\\"c"', "boundary", 'a;b="c'],
    ["text/plain (as it is); charset=big5 (in Taiwan)", "charset", "big5"],
    ["attachment; filename*=big5''%B3%5C%A5%5C%BB%5C.pdf", "filename", "許功蓋.pdf"],
    ["attachment; filename*1*=%A1; filename*0*=utf-8''%E9%80%80%E4%BF", "filename", "退信"],
    ["attachment; filename*0=one-; filename*1=two", "filename", "one-two"],
    ['attachment; filename="=?utf-8?B?6YCA5L+h?=.txt"', "filename", "退信.txt"],
    ["attachment; filename=old; filename*=utf-8''new", "filename", "new"],
  ])("has in %s its %s", (field, name, value) => {
    expect(readStructured(field).parameters.get(name)).toBe(value);
  });

  it("has its value in lower case, without comments", () => {
    expect(readStructured("Text/HTML (odd); x=y").value).toBe("text/html");
    expect(readStructured(undefined)).toEqual({ value: "", parameters: new Map() });
  });

  it("names a file in raw Big5", () => {
    const head = 'From: a@agency.example\r\nContent-Disposition: attachment; filename="';
    const mail = readMail(Buffer.from(`${block(head, xugonggai)}.pdf"\r\n\r\nx`, "latin1"));
    expect(mail.filename).toBe("許功蓋.pdf");
  });
});
