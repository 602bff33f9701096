import { readEnvironment } from "../../services/environment";
import { serve } from "../serving";
import { jsonOption, terminalOf, type ConfigureCommand } from "./command";

export const configure: ConfigureCommand = (command, development) =>
  command.option(...jsonOption).action(async (options: { json?: boolean }) => {
    const environment = readEnvironment(process.env);
    await serve({ environment, terminal: terminalOf(options), development });
  });
