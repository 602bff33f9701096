import { desk } from "./desk";

// Nothing is awaited here: the commands' own files import this one, and would wait for it in vain.
void desk(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
