import { text } from "node:stream/consumers";
import type { ReactElement } from "react";
import { renderToPipeableStream } from "react-dom/server";
import { expect, test } from "vitest";
import { pageStream } from "../../../app/web/page-stream";

/** A page long enough that characters of three bytes fall on the ends of React's chunks. */
const page = (
  <ul>
    {Array.from({ length: 900 }, (_, index) => (
      <li key={index}>{`${"a".repeat(index % 3)}登入協助服務臺`}</li>
    ))}
  </ul>
);

function rendered(element: ReactElement, through: () => NodeJS.ReadWriteStream): Promise<string> {
  return new Promise((resolve, reject) => {
    const { pipe } = renderToPipeableStream(element, {
      onAllReady: () => void text(pipe(through())).then(resolve, reject),
      onError: reject,
    });
  });
}

test("a long Chinese page arrives without a broken character", async () => {
  const html = await rendered(page, pageStream);
  expect(html).not.toMatch(/[\0\uFFFD]/);
  expect(html.match(/登入協助服務臺/g)).toHaveLength(900);
});
