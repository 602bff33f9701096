import type { SoftwareCard } from "./card";
import type { Component } from "./component";
import type { Delays } from "./delays";
import { slotChoices } from "./page-forms";
import type { Slots } from "./slots";

/** The reader's own page: what is in each slot, and which troubles it plays. Plain forms, no script. */
export function readerPage(component: Component, delays: Delays): string {
  const { slots } = component;
  return `<!doctype html>
<html lang="zh-Hant-TW">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>軟體讀卡機 Software card reader</title>
<link rel="stylesheet" href="/reader.css">
<main>
<h1>${both("軟體讀卡機", "Software card reader")}</h1>
<p>${both("示範用，代替讀卡機與卡片。", "For the demo, in place of a reader and a card.")}</p>
${Array.from({ length: slots.count }, (_, slot) => slotForm(slots, slot)).join("\n")}
${stateForm(component, delays)}
</main>
</html>
`;
}

function slotForm(slots: Slots, slot: number): string {
  const inserted = slots.cardIn(slot);
  const name = slots.count > 1 ? `<h2>${both(`讀卡機 ${slot}`, `Reader ${slot}`)}</h2>\n` : "";
  return `${name}<div role="status">${slotState(slots, inserted)}</div>
<form method="post" action="/slot">
<input type="hidden" name="slot" value="${slot}">
<fieldset>
<legend>${both("插入的卡片", "Card in the slot")}</legend>
${slots.cards.map((card) => cardChoice(card, card === inserted)).join("\n")}
${choice(slotChoices.empty, both("不插卡", "No card"), slots.readerPlugged && !inserted)}
${choice(slotChoices.unplugged, both("拔掉讀卡機", "Reader unplugged"), !slots.readerPlugged)}
</fieldset>
<button>${both("更換", "Change")}</button>
${inserted?.locked ? `<button name="unlock" value="1">${both("鎖卡解碼", "Unlock the card")}</button>` : ""}
</form>`;
}

function slotState(slots: Slots, inserted: SoftwareCard | undefined): string {
  if (!slots.readerPlugged) return `<strong>${both("讀卡機未接上", "The reader is not connected")}</strong>`;
  if (!inserted) return `<strong>${both("讀卡機裡沒有卡片", "No card in the reader")}</strong>`;
  const { label, pin } = inserted.file;
  const left = inserted.triesLeft;
  const tries = inserted.locked
    ? both("已鎖卡", "PIN locked")
    : both(`還可以試 ${left} 次`, left === 1 ? "one try left" : `${left} tries left`);
  return `<p><strong>${both(escape(label.zh), escape(label.en))}</strong></p>
<p>${both("憑證密碼（PIN 碼）", "PIN")} <code>${escape(pin)}</code> · ${tries}</p>`;
}

function stateForm(component: Component, delays: Delays): string {
  const { version, helperBroken, cancelling, detached, trustedOrigins } = component;
  return `<h2>${both("故障與設定", "Troubles and settings")}</h2>
<form method="post" action="/state">
<label>${both("元件版本（1.3.4 以前為舊版）", "Version of the component (old before 1.3.4)")}
<input name="version" value="${escape(version)}"></label>
<label>${both("每次回應前等待（秒）", "Wait before each answer (seconds)")}
<input name="delay" type="number" min="0" max="600" step="any" value="${delays.milliseconds / 1000}"></label>
<label>${both("信任的網站（一行一個）", "Sites it trusts (one a line)")}
<textarea name="trusted" rows="3">${escape([...trustedOrigins].join("\n"))}</textarea></label>
${box("helper", both("元件的輔助程式故障", "The component's helper has failed"), helperBroken)}
${box("cancelling", both("使用者在元件的視窗按取消", "The user cancels in the component's window"), cancelling)}
${box("detached", both("簽章不附原文", "Sign without the content in the message"), detached)}
<button>${both("套用", "Apply")}</button>
</form>`;
}

export const readerStyles = `
:root { color-scheme: light dark; font: 100%/1.6 system-ui, "Noto Sans TC", sans-serif; }
main { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; }
h2 { font-size: 1.2rem; margin-top: 2.5rem; }
main :not(button) > span[lang] { opacity: .8; }
fieldset { border: 1px solid; border-radius: .5rem; padding: .75rem 1rem; }
label { display: block; padding: .35rem 0; }
input:not([type=radio], [type=checkbox], [type=hidden]), textarea
{ display: block; box-sizing: border-box; width: 100%; padding: .4rem .6rem; font: inherit; }
button { margin-top: 1rem; padding: .6rem 1.5rem; font: inherit; font-weight: 600; }
code { font-size: 1.1em; }
`;

function cardChoice(card: SoftwareCard, checked: boolean): string {
  const locked = card.locked && !card.file.locked;
  const { zh, en } = card.file.label;
  const words = both(escape(locked ? `${zh}（已鎖卡）` : zh), escape(locked ? `${en} (PIN locked)` : en));
  return choice(card.file.name, words, checked);
}

function choice(value: string, words: string, checked: boolean): string {
  return `<label><input type="radio" name="card" value="${escape(value)}"${checked ? " checked" : ""}> ${words}</label>`;
}

function box(name: string, words: string, checked: boolean): string {
  return `<label><input type="checkbox" name="${name}"${checked ? " checked" : ""}> ${words}</label>`;
}

const both = (zh: string, en: string) => `${zh} <span lang="en">${en}</span>`;

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
