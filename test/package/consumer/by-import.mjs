import * as txwhy from "txwhy";
import stripe from "txwhy/codes/stripe";
import * as core from "txwhy/core";
import id from "txwhy/locales/id";
import * as redact from "txwhy/redact";
import answers from "./answers.cjs";

console.log(JSON.stringify(await answers({ txwhy, core, redact, stripe, id })));
