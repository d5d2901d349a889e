// What the library's own door opens on, and does not name.
declare module "json-rules-engine/dist/rule.js" {
  export { Rule as default } from "json-rules-engine";
}
