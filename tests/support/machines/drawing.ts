import type { AnyStateMachine, AnyStateNode, AnyTransitionDefinition } from "xstate";
import { certificateBinding } from "../../../workflows/machines/certificate-binding";
import { certificateSignIn } from "../../../workflows/machines/certificate-sign-in";
import { rulesOf } from "../../../workflows/machines/guards";
import { machines } from "../../../workflows/machines/machines";
import { stateLabel } from "../../../workflows/reading/words";

/* Draws docs/machines.md from the machines themselves, as Mermaid's state diagrams. */

const intro = `# 案件的狀態圖 State diagrams

由 \`workflows/machines/\` 的狀態機畫成，請勿手改：\`npm test -- tests/unit/workflows/drawing.test.ts -u\` 重畫。箭頭上是事件與方括號中的守衛；守衛是規則的名稱，全部成立才走得過去，同一事件有多條箭頭時由上而下試。規則在 \`rules.ts\` 與 \`certificate-rules.ts\`，一條規則一個名稱。

Drawn from the machines in \`workflows/machines/\`, never by hand: \`npm test -- tests/unit/workflows/drawing.test.ts -u\` draws it anew. An arrow bears its event and, in brackets, its guards: names of rules that must all hold. Several arrows of one event are tried from top to bottom. The rules are in \`rules.ts\` and \`certificate-rules.ts\`, each under one name.
`;

/** The whole page. */
export function machinesPage(): string {
  const { "hr-supervisor": hr, "agency-certificate": card, helpdesk } = machines;
  const handover = helpdesk.root.states.passwordHandover as AnyStateNode;
  const sections = [
    ["人事單位協助 HR supervisor", inside(hr.root, stateName)],
    ["機關憑證 Agency certificate", inside(card.root, stateName)],
    ["客服協助 Helpdesk", inside(helpdesk.root, stateName)],
    ["三條途徑共同的結尾 The ending that the three paths share", inside(handover, handoverName)],
    ["每個未結案的狀態都可能發生的事 What may happen in every open state", shared([hr, card, helpdesk])],
    ["以自然人憑證登入 Signing in by citizen's certificate", inside(certificateSignIn.root, bare)],
    [
      "自然人憑證與帳號的繫結 A citizen's certificate bound to an account",
      inside(certificateBinding.root, bare),
    ],
  ] as const;
  return [intro, ...sections.map(([title, lines]) => `## ${title}\n\n${diagram(lines)}`)].join("\n");
}

const diagram = (lines: readonly string[]) =>
  ["```mermaid", "stateDiagram-v2", ...lines.map((line) => `  ${line}`), "```", ""].join("\n");

type Naming = (key: string) => string;
const bare: Naming = (key) => key;
const stateName: Naming = (key) =>
  `${key === "passwordHandover" ? "交付一次性密碼" : stateLabel(key, "zh-Hant-TW")} ${key}`;
const handoverName: Naming = (key) => `${stateLabel(`passwordHandover.${key}`, "zh-Hant-TW")} ${key}`;

/** The states of a machine, or of a state that has states, with all arrows between them. What is inside these is not drawn. */
function inside(node: AnyStateNode, naming: Naming): string[] {
  const states = Object.values(node.states);
  return [
    ...states.map(({ key }) => `state "${naming(key)}" as ${key}`),
    ...node.initial.target.map(({ key }) => `[*] --> ${key}`),
    ...states.flatMap((state) => [
      ...arrowsFrom(state, state.key),
      ...(state.type === "final" ? [`${state.key} --> [*]`] : []),
    ]),
  ];
}

/** What every path's machine says of all its states at once; drawn once because it is the same. */
function shared(paths: readonly AnyStateMachine[]): string[] {
  const [one = [], ...others] = paths.map(({ root }) => arrowsFrom(root, "open"));
  if (others.some((other) => other.join() !== one.join()))
    throw new Error("the paths differ in what they share");
  const arrows = one.map((arrow) => arrow.replace("open --> open", "open --> unmoved"));
  return [`state "未結案 open" as open`, `state "仍在原狀態 unmoved" as unmoved`, ...arrows];
}

/** The arrows out of a state; those that lead back to it are one, of which Mermaid would draw only the last. */
function arrowsFrom(state: AnyStateNode, name: string): string[] {
  const ways = [...[...state.transitions.values()].flat(), ...(state.always ?? [])];
  const back = ways.filter((way) => targetOf(way, name) === name).map(labelOf);
  return [
    ...ways
      .filter((way) => targetOf(way, name) !== name)
      .map((way) => `${name} --> ${targetOf(way, name)}${labelOf(way) && ` : ${labelOf(way)}`}`),
    ...(back.length > 0 ? [`${name} --> ${name} : ${back.join("<br/>")}`] : []),
  ];
}

const targetOf = ({ target }: AnyTransitionDefinition, name: string) => target?.[0]?.key ?? name;

/** `APPROVE [hrDecides, hasAddress]`; what happens by itself bears its guard alone. */
function labelOf({ eventType, guard }: AnyTransitionDefinition): string {
  const event = eventType.startsWith("xstate.done.") ? "done" : eventType;
  const { type, params } = (guard ?? {}) as { type?: string; params?: unknown };
  const names = type === "holds" ? rulesOf(guard).join(", ") : [type, params].filter(Boolean).join(" ");
  return [event, names && `[${names}]`].filter(Boolean).join(" ");
}
