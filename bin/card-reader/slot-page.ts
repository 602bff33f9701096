import type { SoftwareCard } from "./card";
import type { Slots } from "./slots";

/** The reader's own page in the demo: which card is in the slot, and its PIN. A plain form, no script. */
export function slotPage(slots: Slots): string {
  const inserted = slots.cardIn();
  const state = !slots.readerPlugged
    ? "讀卡機未接上 The reader is not connected"
    : inserted
      ? `${escape(inserted.file.label.zh)} <span lang="en">${escape(inserted.file.label.en)}</span>`
      : "讀卡機裡沒有卡片 No card in the reader";
  return `<!doctype html>
<html lang="zh-Hant-TW">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>軟體讀卡機 Software card reader</title>
<link rel="stylesheet" href="/reader.css">
<main>
<h1>軟體讀卡機 <span lang="en">Software card reader</span></h1>
<p>示範用，代替讀卡機與卡片。 <span lang="en">For the demo, in place of a reader and a card.</span></p>
<p role="status"><strong>${state}</strong>${inserted ? `<br>憑證密碼（PIN 碼）PIN: <code>${escape(inserted.file.pin)}</code>` : ""}</p>
<form method="post" action="/slot">
<fieldset>
<legend>插入的卡片 <span lang="en">Card in the slot</span></legend>
${slots.cards.map((card) => cardChoice(card, card === inserted)).join("\n")}
${choice("none", "不插卡", "No card", slots.readerPlugged && !inserted)}
${choice("unplugged", "拔掉讀卡機", "Reader unplugged", !slots.readerPlugged)}
</fieldset>
<button>更換 <span lang="en">Change</span></button>
</form>
</main>
</html>
`;
}

export const slotStyles = `
:root { color-scheme: light dark; font: 100%/1.6 system-ui, "Noto Sans TC", sans-serif; }
main { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; }
fieldset { border: 1px solid; border-radius: .5rem; padding: .75rem 1rem; }
label { display: block; padding: .35rem 0; }
button { margin-top: 1rem; padding: .6rem 1.5rem; font: inherit; font-weight: 600; }
code { font-size: 1.1em; }
`;

function cardChoice(card: SoftwareCard, checked: boolean): string {
  const locked = card.locked && !card.file.locked;
  const { zh, en } = card.file.label;
  return choice(card.file.name, locked ? `${zh}（已鎖卡）` : zh, locked ? `${en} (PIN locked)` : en, checked);
}

function choice(value: string, zh: string, en: string, checked: boolean): string {
  return `<label><input type="radio" name="card" value="${escape(value)}"${checked ? " checked" : ""}> ${escape(zh)} <span lang="en">${escape(en)}</span></label>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
