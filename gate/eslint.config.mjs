// The rules that eslint has for mistakes; how code looks is nobody's business here. Its modules lie in .cache/node.
import { createRequire } from "node:module";

const require = createRequire(new URL("../.cache/node/", import.meta.url));
const js = require("@eslint/js");
const globals = require("globals");

export default [
  js.configs.recommended,
  {
    rules: {
      // `const { hash, ...rest } = entry` leaves the hash out on purpose.
      "no-unused-vars": ["error", { ignoreRestSiblings: true }],
    },
  },
  {
    files: ["**/*.js"],
    languageOptions: { sourceType: "script", globals: globals.browser },
  },
  {
    files: ["**/*.mjs"],
    languageOptions: { sourceType: "module", globals: globals.node },
  },
];
