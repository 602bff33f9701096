import { newFormKey } from "../web/form-actions";
import type { Services } from "../../services/services";
import { serviceNow } from "./service-now";

/** What the home page shows to whoever is not signed in. */
export function homeFacts(context: Services, next: string) {
  return {
    service: serviceNow(context.office, context.clock()),
    formKey: newFormKey(context),
    componentUrl: context.environment.cardComponentUrl,
    next: next === "/" ? undefined : next,
  };
}
