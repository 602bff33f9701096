import type { PersonWithAgency } from "../../../db/queries/people";
import { apiClient } from "../desk/api";
import type { World } from "../desk/population";
import { sessionOf } from "../desk/session";
import type { Insisting } from "./insisting";
import { callerOf, formSender, type Caller, type Ledger } from "./ledger";

/** Whoever works at the desk: by the API, and on its pages. */
export interface Worker extends Caller {
  submit: ReturnType<typeof formSender>;
}

/** Who works at the desk while it is killed, and whom it is about. */
export interface Office {
  agencyId: string;
  supervisors: Worker[];
  agents: Worker[];
  /** Somebody new whom nobody has dealt with. */
  person: () => Promise<PersonWithAgency>;
}

export async function officeOf(world: World, clients: Insisting, ledger: Ledger): Promise<Office> {
  const office = await world.agency("行政院人事行政總處");
  const agency = await world.agency("內政部警政署", { parent: office });
  const worker = async (person: PersonWithAgency): Promise<Worker> => {
    const { headers } = await apiClient(world, "", person);
    const { name, value } = await sessionOf(world, person);
    return {
      ...callerOf(clients, ledger, { id: person.id, authorization: headers.Authorization ?? "" }),
      submit: formSender(clients, { Cookie: `${name}=${value}` }),
    };
  };
  const supervisors: Worker[] = [];
  for (const name of ["林怡君", "陳志明", "張美玲", "吳建宏", "蔡淑芬"])
    supervisors.push(await worker(await world.supervisor(name, { agency })));
  const agents: Worker[] = [];
  for (const name of ["陳佳玲", "黃俊傑"])
    agents.push(await worker(await world.staff(name, "agent", { agency: office })));
  let count = 0;
  return {
    agencyId: agency.id,
    supervisors,
    agents,
    person() {
      world.clock.now = Date.now();
      return world.person(`王同仁${(count += 1)}`, { agency });
    },
  };
}
