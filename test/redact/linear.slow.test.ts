import { test } from "vitest";
import { redactText } from "../../src/redact/index.js";
import { growsInLine } from "../support/growth.js";

test.each([
  "1",
  "1 ",
  "@",
  "a",
  "a@",
  "eyJ",
  "pin=",
  "pin:",
  "account=",
  'a="',
  '{"token":[',
  '\\"',
  "nama: ",
  "%34",
  "AbC1+/",
  "<a ",
])("a megabyte of %j is read in linear time", { timeout: 60_000 }, (piece) =>
  growsInLine((length) => piece.repeat(Math.ceil(length / piece.length)), redactText, 125_000),
);
