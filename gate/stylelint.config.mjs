// The rules that stylelint has for mistakes; how a stylesheet looks is nobody's business here.
export default {
  extends: "stylelint-config-recommended",
  rules: {
    // Stylesheets go from the page to its parts; a part's own rule may come after a stronger one of another part.
    "no-descending-specificity": null,
  },
};
