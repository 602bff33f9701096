import { certificateText } from "./certificate.text";
import { useLocale } from "../../web/page-facts";
import { Button } from "../../ui/elements";

/**
 * The way to a request for help with what is known filled in. A form, so that nothing personal stands in an address.
 */
export function AskFromCard({ login = "", why = null }: { login?: string; why?: string | null }) {
  const text = certificateText(useLocale());
  return (
    <form className="card card-padded stack stack-tight" method="post" action="/certificate/ask">
      <input type="hidden" name="login" value={login} />
      <input type="hidden" name="why" value={why ?? ""} />
      <p>{text.askFor}</p>
      <div>
        <Button>{text.ask}</Button>
      </div>
    </form>
  );
}
