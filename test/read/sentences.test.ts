import { describe, expect, it } from "vitest";
import { diagnose } from "../../src/api/index.js";
import { de } from "./sentences/de.js";
import { en } from "./sentences/en.js";
import { es } from "./sentences/es.js";
import { everyday } from "./sentences/everyday.js";
import { fr } from "./sentences/fr.js";
import { hi } from "./sentences/hi.js";
import { id } from "./sentences/id.js";
import { pt } from "./sentences/pt.js";
import type { Sentence } from "./sentences/sentence.js";
import { zh } from "./sentences/zh.js";

const languages = { en, zh, id, es, pt, fr, de, hi };

async function causeOf(said: string): Promise<string | null> {
  const { causes } = await diagnose({ failure: { message: said } });
  for (const { certainty } of causes) expect(certainty).toBe("possible");
  return causes[0]?.code ?? null;
}

async function faults(sentences: readonly Sentence[]): Promise<string[]> {
  const found = await Promise.all(
    sentences.map(async ([said, cause]) => {
      const got = await causeOf(said);
      return got === cause ? [] : [`${said} → ${got}, not ${cause}`];
    }),
  );
  return found.flat();
}

describe("what customers and agents write at a desk is understood", () => {
  it.each(Object.entries(languages))("in %s, and what tells of no failure gives no cause", async (_, sentences) => {
    expect(sentences.length).toBeGreaterThanOrEqual(40);
    expect(await faults(sentences)).toEqual([]);
  });

  it.each(Object.entries(everyday))("in everyday words, in %s", async (_, sentences) => {
    expect(await faults(sentences)).toEqual([]);
  });
});
