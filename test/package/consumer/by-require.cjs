const answers = require("./answers.cjs");

answers({
  txwhy: require("txwhy"),
  core: require("txwhy/core"),
  redact: require("txwhy/redact"),
  stripe: require("txwhy/codes/stripe"),
  id: require("txwhy/locales/id"),
}).then((found) => console.log(JSON.stringify(found)));
