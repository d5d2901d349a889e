import type { JsonObject } from "../base/json.js";
import { SheetAmounts } from "./amounts.js";
import type { FailureReading, ProviderCatalog } from "./codes.js";
import type { Source } from "./fact.js";
import { newSum } from "./memory.js";
import type { Sheet } from "./sheet.js";

const FAILURE = newSum();

/** Everything facts are derived from. */
export class SourceOf implements Source {
  readonly sheet: Sheet;
  readonly amounts: SheetAmounts;
  readonly #context: JsonObject;
  readonly #catalog: ProviderCatalog;

  constructor(context: JsonObject, sheet: Sheet, catalog: ProviderCatalog) {
    this.sheet = sheet;
    this.amounts = new SheetAmounts(sheet);
    this.#context = context;
    this.#catalog = catalog;
  }

  get failure(): FailureReading | null {
    const { sheet } = this;
    return sheet.once(FAILURE, () => (sheet.area("failure") === undefined ? null : this.#catalog.read(this.#context)));
  }
}
