import { parentPort } from "node:worker_threads";
import { jobs } from "./jobs";
import { answerJobs } from "./protocol";

// The entry of the threads that read what comes from outside.
if (parentPort) answerJobs(parentPort, jobs);
