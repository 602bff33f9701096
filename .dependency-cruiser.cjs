/** The arrows of the house (docs/architecture.md): app, bin → workflows → accounts, certificates, emails → db. */

const typesOnly = ["type-only"];

/** Pure machines: from outside they take types alone. */
const machines =
  "^workflows/(hr-supervisor|agency-certificate|helpdesk|password-handover|certificate-sign-in|certificate-binding|certificate-machines|ticket-setup|timetable|machines|rules[^/]*)\\.ts$";

/** `from` imports nothing of `to`, not even types unless said. */
function no(name, comment, from, to, { types = false } = {}) {
  return {
    name,
    comment,
    severity: "error",
    from: { path: from },
    to: { path: to, ...(types ? { dependencyTypesNot: typesOnly } : {}) },
  };
}

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    no(
      "language-is-the-ground",
      "language/ imports nothing of ours",
      "^language/",
      "^(app|bin|workflows|accounts|certificates|emails|db|scripts|tests)/",
    ),
    no(
      "db-is-below",
      "db/ knows nothing above it, types excepted",
      "^db/",
      "^(app|bin|workflows|accounts|certificates|emails)/",
      { types: true },
    ),
    no(
      "accounts-look-down",
      "accounts/ knows its siblings' types only, and nothing above",
      "^accounts/",
      "^(certificates|emails|workflows|app|bin)/",
      { types: true },
    ),
    no(
      "certificates-look-down",
      "certificates/ knows its siblings' types only, and nothing above",
      "^certificates/",
      "^(accounts|emails|workflows|app|bin)/",
      { types: true },
    ),
    no(
      "emails-look-down",
      "emails/ knows its siblings' types only, and nothing above",
      "^emails/",
      "^(accounts|certificates|workflows|app|bin)/",
      { types: true },
    ),
    no(
      "certificates-know-no-database",
      "certificates/ takes bytes and gives a verdict",
      "^certificates/",
      "^(db/(?!types\\.ts)|node_modules/(express|@remix-run|react))",
    ),
    no("workflows-know-no-web", "workflows/ knows neither web nor command", "^workflows/", "^(app|bin)/"),
    no("nothing-imports-bin", "Only the command line and the tests start the server", "^app/", "^bin/", {
      types: true,
    }),
    no(
      "sql-lives-in-db",
      "SQL is spoken in db/ only",
      "^(app|bin|workflows|accounts|certificates|emails|language)/",
      "node_modules/(drizzle-orm|better-sqlite3|pg)/",
    ),
    no(
      "product-without-tests",
      "The product stands without its tests",
      "^(app|bin|workflows|accounts|certificates|emails|db|language)/",
      "^(tests|bench|scripts)/",
    ),
    no(
      "tests-without-bench",
      "Tests build no figures; benches may use the tests' worlds",
      "^tests/",
      "^bench/",
    ),
    {
      name: "machines-are-pure",
      comment: "A machine imports xstate, types, and other machines",
      severity: "error",
      from: { path: machines },
      to: { pathNot: [machines, "node_modules/xstate/"], dependencyTypesNot: typesOnly },
    },
    {
      name: "no-cycles",
      comment: "No circles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: typesOnly } },
    },
    {
      name: "resolvable",
      comment: "Imports lead somewhere",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "\\?url$|^virtual:" },
    },
    {
      name: "listed",
      comment: "Packages are in package.json",
      severity: "error",
      from: { path: "^(app|bin|workflows|accounts|certificates|emails|db|language)/" },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "production-packages",
      comment: "What runs in production is no devDependency; Vite runs in development only",
      severity: "error",
      from: {
        path: "^(app|bin|workflows|accounts|certificates|emails|db|language)/",
        pathNot: "^(app/routes\\.ts|bin/pages\\.ts)$",
      },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only", "npm"], pathNot: "@types/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(build|data|runtime|\\.cache)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
    },
    combinedDependencies: true,
  },
};
