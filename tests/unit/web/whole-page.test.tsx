import { renderToPipeableStream, type PipeableStream } from "react-dom/server";
import { expect, test } from "vitest";
import { wholePage } from "../../../app/web/whole-page";

/** A page long enough that characters of three bytes fall on the ends of React's chunks. */
const page = (
  <ul>
    {Array.from({ length: 900 }, (_, index) => (
      <li key={index}>{`${"a".repeat(index % 3)}登入協助服務臺`}</li>
    ))}
  </ul>
);

test("a long Chinese page arrives without a broken character", async () => {
  const rendered = await new Promise<PipeableStream>((resolve, reject) => {
    const stream = renderToPipeableStream(page, { onAllReady: () => resolve(stream), onError: reject });
  });
  const html = new TextDecoder().decode(await wholePage(rendered));
  expect(html).not.toMatch(/[\0\uFFFD]/);
  expect(html.match(/登入協助服務臺/g)).toHaveLength(900);
});
