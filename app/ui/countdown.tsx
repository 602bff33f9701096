import { useEffect, useState } from "react";
import { formatTime } from "../../language/minguo";
import { defineText } from "../../language/text";
import { useLocale } from "../web/page-facts";

interface CountdownProps {
  /** Epoch milliseconds. */
  until: number;
  /** The desk's present when the page was made: the visitor's clock may be wrong. */
  now: number;
  onEnd: () => void;
}

const countdownText = defineText({
  zh: {
    until: (time: string) => `請於 ${time} 前完成。`,
    left: (minutes: number, seconds: number) => `剩餘 ${minutes} 分 ${String(seconds).padStart(2, "0")} 秒`,
    lastMinute: "剩餘不到一分鐘",
  },
  en: {
    until: (time: string) => `Please finish by ${time}.`,
    left: (minutes: number, seconds: number) => `${minutes} min ${String(seconds).padStart(2, "0")} s left`,
    lastMinute: "Less than a minute left",
  },
});

/** The time that is left, in words; without scripts the minute until when. */
export function Countdown({ until, now, onEnd }: CountdownProps) {
  const text = countdownText(useLocale());
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    const end = Date.now() + (until - now);
    const tick = () => setLeft(Math.max(0, end - Date.now()));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [until, now]);
  useEffect(() => {
    if (left === 0) onEnd();
  }, [left, onEnd]);

  const seconds = Math.ceil((left ?? 0) / 1000);
  return (
    <p className="countdown num">
      <span>{text.until(formatTime(until))}</span>
      {left !== null && (
        <span role="timer" className={seconds <= 60 ? "soon" : undefined}>
          {text.left(Math.floor(seconds / 60), seconds % 60)}
        </span>
      )}
      <span className="visually-hidden" role="status">
        {left !== null && seconds <= 60 && seconds > 0 ? text.lastMinute : ""}
      </span>
    </p>
  );
}
