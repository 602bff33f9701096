import { useEffect, useRef, useState, type FormEvent, type ReactNode } from "react";
import { PIN_LENGTH } from "../../../certificates/card/card-component";
import { remedyWords, troubleWords, type TroubleCode } from "../../../certificates/card/card-troubles";
import { cardReaderText } from "./card-reader.text";
import { useLocale } from "../../web/page-facts";
import { converse, type SignatureWish } from "./card-conversation";
import { ComponentState } from "./component-state";
import { Button, Notice } from "../elements";
import { PinField } from "./pin-field";
import { chosenSlot } from "./slot-choice";

/** What the desk says to a form of this page: what to sign, what is wrong with it, or where to go instead. */
export interface DeskAnswer {
  wish?: SignatureWish & { statement?: string };
  errors?: Record<string, string>;
  next?: string;
}

interface CardSigningProps {
  componentUrl: string;
  /** Where the desk says what to sign; the form's named fields are sent. The PIN has no name. */
  requestTo: string;
  /** Where the signature goes. */
  answerTo: string;
  button: string;
  buttonKind?: "primary" | "decide";
  /** Nothing can be signed any more. */
  disabled?: boolean;
  /** The statement on the page; another one is not signed. */
  statement?: string;
  onErrors?: (errors: Record<string, string>) => void;
  /**
   * Looks for the component only once somebody turns to this form: a browser may ask its user first, which nobody who came
   * for something else should be troubled with.
   */
  lookLate?: boolean;
  /** The way on where the card is no help. */
  wayOut: { to: string; label: string };
  children?: ReactNode;
}

type Stage = "loading" | "idle" | "component" | "card" | "desk";

/** A form that ends in a signature: its fields, the state of the component, the PIN, and the conversation in a pop-up. */
export function CardSigning(props: CardSigningProps) {
  const locale = useLocale();
  const text = cardReaderText(locale);
  const pin = useRef<HTMLInputElement>(null);
  const [stage, setStage] = useState<Stage>("loading");
  const [trouble, setTrouble] = useState<TroubleCode | "desk-silent" | null>(null);
  const [looks, setLooks] = useState(!props.lookLate);
  useEffect(() => setStage("idle"), []);

  const sign = async (form: HTMLFormElement, typed: string) => {
    setStage("component");
    const result = await converse({
      componentUrl: props.componentUrl,
      pin: typed,
      slotDescription: chosenSlot(form),
      wish: () => askDesk(props, form),
      onReady: () => setStage("card"),
    });
    if (pin.current) pin.current.value = "";
    if (result.kind === "trouble") return setTrouble(result.trouble);
    if (result.kind === "stopped") return follow(result.stop);
    setStage("desk");
    const body = new URLSearchParams({ nonce: result.nonce, cms: result.cms });
    return follow(await post(props.answerTo, body));
  };
  const follow = ({ next, errors }: DeskAnswer) => {
    if (next !== undefined) return leaveFor(next);
    if (errors) return props.onErrors?.(errors);
    setTrouble("desk-silent");
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = pin.current?.value ?? "";
    setTrouble(null);
    props.onErrors?.({});
    if (typed.length < PIN_LENGTH.minimum) return setTrouble(typed === "" ? "pin-missing" : "pin-length");
    void sign(event.currentTarget, typed).finally(() => setStage("idle"));
  };

  const stages = { loading: "", idle: "", component: text.opening, card: text.signing, desk: text.checking };
  const pinTrouble = isAboutPin(trouble) ? trouble : null;
  return (
    <form className="form" onSubmit={submit} onFocus={() => setLooks(true)} noValidate>
      {trouble && !pinTrouble && <Trouble trouble={trouble} {...props.wayOut} />}
      {props.children}
      {looks && <ComponentState componentUrl={props.componentUrl} />}
      <PinField
        input={pin}
        error={
          pinTrouble ? `${troubleWords(locale)[pinTrouble]} ${remedyWords(locale)[pinTrouble]}` : undefined
        }
      />
      <div className="row">
        <Button kind={props.buttonKind ?? "primary"} disabled={stage !== "idle" || props.disabled}>
          {props.button}
        </Button>
        <span className="soft" role="status">
          {stages[stage]}
        </span>
      </div>
    </form>
  );
}

/** Said at the field where it is to be typed again. */
function isAboutPin(trouble: TroubleCode | "desk-silent" | null): trouble is TroubleCode {
  return trouble !== null && trouble.startsWith("pin-") && trouble !== "pin-locked";
}

function Trouble({
  trouble,
  to,
  label,
}: { trouble: TroubleCode | "desk-silent" } & CardSigningProps["wayOut"]) {
  const locale = useLocale();
  const text = cardReaderText(locale);
  const silent = trouble === "desk-silent";
  return (
    <Notice tone="error" role="alert" title={silent ? text.deskSilent : troubleWords(locale)[trouble]}>
      <p>{silent ? text.deskSilentRemedy : remedyWords(locale)[trouble]}</p>
      <p>
        <a href={to}>{label}</a>
      </p>
    </Notice>
  );
}

/** Asks the desk what to sign. A sentence other than the one on the page is not signed. */
async function askDesk(
  { requestTo, statement }: CardSigningProps,
  form: HTMLFormElement,
): Promise<{ wish: SignatureWish } | { stop: DeskAnswer }> {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") fields.append(name, value);
  const answer = await post(requestTo, fields);
  if (!answer.wish) return { stop: answer };
  if (answer.wish.statement !== statement) return { stop: { next: window.location.href } };
  return { wish: answer.wish };
}

async function post(to: string, body: URLSearchParams): Promise<DeskAnswer> {
  try {
    const response = await fetch(to, { method: "POST", body });
    return (await response.json()) as DeskAnswer;
  } catch {
    return {};
  }
}

function leaveFor(next: string): Promise<void> {
  window.location.assign(next);
  // Nothing more is to happen on this page while the next one comes.
  return new Promise(() => undefined);
}
