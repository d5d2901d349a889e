/**
 * What a known field of a context holds. `decimal`: an amount of money. `rate`: a decimal that is no money. `number`: a JavaScript number.
 * `word`: one of a few words, a currency or a time, in which nothing invisible can be meant. `text`: kept to the letter. `free`: anything.
 */
export type FieldType = "decimal" | "rate" | "number" | "boolean" | "word" | "text" | "free";
export type Field = FieldType | { members: Fields } | { each: Field };
export type Fields = { readonly [name: string]: Field };

const fee: Field = {
  members: {
    party: "word",
    flat: "decimal",
    rate: "rate",
    min: "decimal",
    max: "decimal",
    bands: { each: { members: { upTo: "decimal", flat: "decimal", rate: "rate" } } },
    freeAllowance: "decimal",
    paidBy: "word",
    currency: "word",
  },
};

/** Every field of a TransactionContext (contract §1) and its type. */
export const contextFields: Fields = {
  transaction: {
    members: {
      id: "text",
      kind: "word",
      amount: "decimal",
      currency: "word",
      exponent: "number",
      at: "word",
      status: "word",
      debited: "boolean",
      reference: "text",
      expiresAt: "word",
      splittable: "boolean",
    },
  },
  balance: {
    members: { available: "decimal", held: "decimal", restricted: "decimal", cap: "decimal", currency: "word" },
  },
  network: {
    members: {
      status: "word",
      latencyMs: "number",
      lossRate: "number",
      secure: "boolean",
      connection: "word",
      testedAt: "word",
      service: "word",
      serviceBackAt: "word",
      timedOut: "boolean",
    },
  },
  limits: {
    each: {
      members: {
        window: "word",
        max: "decimal",
        min: "decimal",
        used: "decimal",
        maxCount: "number",
        usedCount: "number",
        warnAt: "decimal",
        direction: "word",
        party: "word",
        countsFees: "boolean",
        setBy: "word",
        ceiling: "decimal",
        resetsAt: "word",
        timeZone: "word",
        period: "word",
        currency: "word",
      },
    },
  },
  fees: { each: fee },
  fundingSources: {
    each: {
      members: {
        kind: "word",
        label: "text",
        available: "decimal",
        minTopUp: "decimal",
        maxTopUp: "decimal",
        fees: { each: fee },
        status: "word",
      },
    },
  },
  instrument: { members: { kind: "word", status: "word", expires: "word" } },
  authentication: { members: { method: "word", status: "word", attemptsLeft: "number", lockedUntil: "word" } },
  account: {
    members: {
      status: "word",
      verification: "word",
      requiredVerification: "word",
      twoFactor: "boolean",
      unrecognisedActivity: "boolean",
    },
  },
  payee: {
    members: {
      status: "word",
      currencies: { each: "word" },
      balance: { members: { available: "decimal", cap: "decimal" } },
    },
  },
  failure: {
    members: {
      provider: "text",
      code: "text",
      networkCode: "text",
      adviceCode: "text",
      message: "text",
      codes: { each: { members: { scheme: "text", code: "text" } } },
    },
  },
  history: {
    each: {
      members: {
        id: "text",
        at: "word",
        amount: "decimal",
        currency: "word",
        payee: "text",
        reference: "text",
        status: "word",
        cause: "text",
        triedRemedies: { each: "text" },
      },
    },
  },
  customer: { members: { id: "text", locale: "word", preferredChannel: "word", canLogIn: "boolean" } },
  payeeId: "text",
  extensions: "free",
};

/** The field under a name, or undefined: a name out of a text never meets a prototype. */
export const fieldOf = (fields: Fields, name: string): Field | undefined =>
  Object.hasOwn(fields, name) ? fields[name] : undefined;

function collect(field: Field, names: Set<string>): Set<string> {
  if (typeof field === "string") return names;
  if ("each" in field) return collect(field.each, names);
  for (const [name, inner] of Object.entries(field.members)) collect(inner, names.add(name));
  return names;
}

/** Every name of the contract, at whatever depth: what tells a piece of a cut-up context from prose. */
export const fieldNames: ReadonlySet<string> = collect({ members: contextFields }, new Set());
