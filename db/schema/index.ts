/*
 * Instants are epoch milliseconds, identifiers are opaque text, personal identifiers that must be found again are kept
 * sealed with a keyed hash beside them. What a row means is said here; who may write it is said in workflows/ and accounts/.
 */

export * from "./agencies";
export * from "./people";
export * from "./authority";
export * from "./access";
export * from "./tickets";
export * from "./mail";
export * from "./cards";
export * from "./trust";
export * from "./records";
export * from "./waiting";
