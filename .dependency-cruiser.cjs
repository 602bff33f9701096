/** The order of floors and rooms (docs/architecture.md), from the bottom up. Types count as imports; there are no exemptions. */

/** Floors on one line do not know each other. */
const floors = [
  ["language"],
  ["db"],
  ["certificates", "emails"],
  ["accounts"],
  ["workflows"],
  ["services"],
  ["app"],
  ["bin"],
];

/** Rooms inside a floor; what lies beside them in the floor itself is not ordered. */
const rooms = {
  certificates: ["asn1", "errors", "x509", "revocation", "cms", "verdict", "card", "demo"],
  accounts: ["files", "access", "identity", "passwords", "office", "import", "demo"],
  workflows: [
    ...["machines", "desk", "waiting", "trust", "sign-in", "reading", "requests"],
    ...["hr", "cards", "helpdesk", "mail", "administration", "console", "workers"],
  ],
};

/** Areas of the site: each holds its pages, parts and words, and knows no other. */
const areas = ["admin", "api", "ask", "audit", "cards", "desk", "hr", "me", "public", "sign-in", "status"];

const product = `^(${floors.flat().join("|")})/`;

/** `from` imports nothing of `to`. */
const no = (name, comment, from, to) => ({
  name,
  comment,
  severity: "error",
  from: { path: from },
  to: { path: to },
});

const anyOf = (names) => `(${names.join("|")})`;

const floorRules = floors.flatMap((line, index) =>
  line.map((floor) => {
    const above = [...line.filter((one) => one !== floor), ...floors.slice(index + 1).flat()];
    return above.length === 0
      ? []
      : no(
          `${floor}-looks-down`,
          `${floor}/ knows nothing above or beside it`,
          `^${floor}/`,
          `^${anyOf(above)}/`,
        );
  }),
);

const roomRules = Object.entries(rooms).flatMap(([floor, names]) =>
  names
    .slice(0, -1)
    .map((room, index) =>
      no(
        `${floor}-${room}-looks-down`,
        `${floor}/${room}/ knows no room above it`,
        `^${floor}/${room}/`,
        `^${floor}/${anyOf(names.slice(index + 1))}/`,
      ),
    ),
);

const pageRules = [
  no("web-is-below", "app/web/ knows no part and no page", "^app/web/", `^app/${anyOf(["ui", ...areas])}/`),
  no("ui-is-below", "app/ui/ knows no area", "^app/ui/", `^app/${anyOf(areas)}/`),
  ...areas.map((area) =>
    no(
      `${area}-stands-alone`,
      "What two areas share goes down to app/ui/ or app/web/",
      `^app/${area}/`,
      `^app/${anyOf(areas.filter((one) => one !== area))}/`,
    ),
  ),
];

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    ...floorRules.flat(),
    ...roomRules,
    ...pageRules,
    {
      name: "machines-are-pure",
      comment:
        "A machine imports xstate, zod for what acts carry, other machines, foreseen errors, the lengths of what people write, and the two vocabularies it speaks of: locales and roles",
      severity: "error",
      from: { path: "^workflows/machines/" },
      to: {
        pathNot:
          "^workflows/machines/|node_modules/(xstate|zod)/|^language/(locale|app-error|lengths)\\.ts$|^accounts/types\\.ts$",
      },
    },
    no(
      "certificates-know-no-database",
      "certificates/ takes bytes and gives a verdict",
      "^certificates/",
      "^db/(?!types\\.ts)|node_modules/(express|@remix-run|react)",
    ),
    no(
      "sql-lives-in-db",
      "SQL is spoken in db/ only",
      `^(?!db/)${product.slice(1)}`,
      "node_modules/(drizzle-orm|better-sqlite3|pg)/",
    ),
    no("product-without-tests", "The product stands without its tests", product, "^(tests|bench|scripts)/"),
    no(
      "tests-without-bench",
      "Tests build no figures; benches may use the tests' population",
      "^tests/",
      "^bench/",
    ),
    {
      name: "no-cycles",
      comment: "No circles",
      severity: "error",
      from: {},
      to: { circular: true },
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
      from: { path: product },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "production-packages",
      comment: "What runs in production is no devDependency",
      severity: "error",
      from: { path: product, pathNot: "^(app/routes\\.ts|app/web/plain-pages\\.ts|bin/pages\\.ts)$" },
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
