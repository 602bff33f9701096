import { receivedMessageText } from "./received-message.text";
import { useLocale } from "../../web/page-facts";
import type { ReceivedMessage as Message } from "../../../workflows/machines/types";

interface ReceivedMessageProps {
  message: Message;
  /** The address under which its files are given out; without it only their names are shown. */
  filesAt?: string;
}

/** What came along with a mail: the quote and signature folded, its files, and what was not kept. */
export function ReceivedMessage({ message, filesAt }: ReceivedMessageProps) {
  const text = receivedMessageText(useLocale());
  const { folded, files, left } = message;
  return (
    <>
      {folded && (
        <details className="history-folded">
          <summary>{text.foldedMail}</summary>
          <p className="history-quote">{folded}</p>
        </details>
      )}
      {files.length > 0 && (
        <ul className="history-files" aria-label={text.files}>
          {files.map(({ id, name, size }) => (
            <li key={id}>
              {filesAt === undefined ? name : <a href={`${filesAt}/${id}`}>{name}</a>}{" "}
              <small className="soft num">{text.fileSize(Math.max(1, Math.ceil(size / 1024)))}</small>
            </li>
          ))}
        </ul>
      )}
      {left.map(({ name, why }, index) => (
        <small key={index} className="soft">
          {text.fileLeft(name, text.whyLeft(why))}
        </small>
      ))}
    </>
  );
}
