import js from "@eslint/js";
import reactHooks from "eslint-plugin-react-hooks";
import regexp from "eslint-plugin-regexp";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

/** Traps measured in drizzle-orm with better-sqlite3: both compile, and do nothing or too much. */
const databaseTraps = [
  {
    selector: "CallExpression[callee.property.name='transaction'] > ArrowFunctionExpression[async=true]",
    message: "A transaction of better-sqlite3 is synchronous: an async callback commits before it has run.",
  },
  {
    selector: "CallExpression[callee.property.name='transaction'] > FunctionExpression[async=true]",
    message: "A transaction of better-sqlite3 is synchronous: an async callback commits before it has run.",
  },
  {
    selector:
      "ExpressionStatement > CallExpression[callee.object.type='CallExpression'][callee.property.name=/^(values|set|where|from|returning|onConflictDoNothing|onConflictDoUpdate|limit|orderBy)$/]",
    message: "A query does nothing until .run(), .all() or .get() is called on it.",
  },
  {
    selector:
      "ExpressionStatement > CallExpression[callee.object.name=/^(db|tx|database|connection)$/][callee.property.name=/^(insert|update|delete|select)$/]",
    message: "A query does nothing until .run(), .all() or .get() is called on it.",
  },
];

const pageTraps = [
  {
    selector: "CallExpression[callee.property.name='formData']",
    message: "What is no form makes it throw, which would be a fault of ours: use readForm.",
  },
  {
    selector: "JSXAttribute[name.name='style']",
    message: "The Content-Security-Policy refuses inline styles: use a class.",
  },
  {
    selector:
      "BinaryExpression[operator='instanceof'][right.name!=/^((Syntax|Type|Range|URI)?Error|DOMException|CryptoKey|Response|Request|File|FormData|Date|Uint8Array|URL|HTML.*|Element|Window)$/]",
    message:
      "The pages are bundled, the desk is not, so their classes differ: recognise an error by its name or code.",
  },
];

export default defineConfig(
  globalIgnores(["build/", "data/", "coverage/", ".cache/", "node_modules/", "db/migrations/"]),
  js.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { project: "./tsconfig.json", tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/only-throw-error": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      eqeqeq: "error",
      "no-console": "error",
    },
  },
  {
    // What comes from outside is matched in time linear in its length: no unbounded repetition in or beside another that takes
    // the same characters, neither from a fixed place nor from every place of a text.
    files: ["{app,bin,services,workflows,accounts,certificates,emails,db,language}/**/*.{ts,tsx}"],
    plugins: { regexp },
    rules: {
      "regexp/no-super-linear-backtracking": ["error", { report: "potential" }],
      "regexp/no-super-linear-move": ["error", { report: "potential", ignorePartial: false }],
      "regexp/no-dupe-disjunctions": ["error", { reportExponentialBacktracking: "potential" }],
    },
  },
  {
    files: ["bin/**", "services/**", "bench/**", "scripts/**", "tests/support/**"],
    rules: { "no-console": "off" },
  },
  {
    files: ["db/**", "tests/**", "bench/**"],
    rules: { "no-restricted-syntax": ["error", ...databaseTraps] },
  },
  {
    // The contracts of store and benches are asynchronous, not all of their work is: `async` turns exceptions into rejections.
    files: ["db/**", "bench/**"],
    rules: { "@typescript-eslint/require-await": "off" },
  },
  {
    // Vitest's asymmetric matchers and a test's own JSON are typed `any`; a wrong shape fails the test itself.
    files: ["tests/**"],
    rules: {
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/require-await": "off",
    },
  },
  {
    files: ["app/**/*.{ts,tsx}"],
    ...reactHooks.configs["recommended-latest"],
  },
  {
    files: ["app/**/*.{ts,tsx}"],
    ignores: ["app/web/form-fields.ts"],
    rules: { "no-restricted-syntax": ["error", ...pageTraps] },
  },
  {
    files: ["**/*.{js,mjs,cjs}"],
    languageOptions: {
      globals: {
        console: "readonly",
        process: "readonly",
        module: "writable",
        URL: "readonly",
        setTimeout: "readonly",
        setInterval: "readonly",
        clearInterval: "readonly",
        performance: "readonly",
      },
    },
  },
);
