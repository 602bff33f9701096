import type { Environment } from "../../../services/environment";
import { createServices, type ServiceOptions, type Services } from "../../../services/services";
import type { World } from "./population";

/** What another process on the same database consists of, at the same time of day. */
export function anotherProcess(
  { services, clock, random }: World,
  environment: Partial<Environment> = {},
  options: Pick<ServiceOptions, "elapsed"> = {},
): Promise<Services> {
  return createServices({
    environment: { ...services.environment, ...environment },
    clock: () => clock.now,
    random,
    pause: async () => undefined,
    ownMailbox: false,
    ...options,
  });
}
