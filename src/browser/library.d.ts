// What the library's own door opens on, and does not name. Bundlers differ in what the default of such a module is.
declare module "json-rules-engine/dist/rule.js" {
  type LibraryRule = typeof import("json-rules-engine").Rule;
  const module: LibraryRule | { default: LibraryRule };
  export default module;
}
