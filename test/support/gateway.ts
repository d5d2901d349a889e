import type { CodeTable } from "../../src/facts/code-table.js";

/** The code table of a gateway of one's own, with the shape of its payloads. */
export const ownGateway = {
  provider: "acme",
  name: "Acme Pay",
  mainScheme: "acme.code",
  sources: { main: { title: "Acme Pay: codes", url: "https://acme.example/codes", date: "2026-11-22" } },
  schemes: {
    "acme.code": {
      level: "provider",
      field: "why",
      source: "main",
      codes: [
        { code: "Q7", meaning: "the card's month has ended", cause: "instrument.expired", retry: "after_remedy" },
      ],
    },
  },
  shapes: [
    {
      format: "charge",
      source: "main",
      marks: { has: ["charge_no", "why"] },
      id: "charge_no",
      amount: { value: "cents", unit: "minor", currency: "coin" },
      code: "why",
    },
  ],
} satisfies CodeTable;
