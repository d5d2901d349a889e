/**
 * Reads the .lzma format (LZMA SDK, "LZMA specification"), into which the build packs the worker: a fifth smaller than what the browser
 * itself can unpack. Only for the page's own payload: broken data gives broken output.
 */
export function unpackLzma(packed: Uint8Array): Uint8Array<ArrayBuffer> {
  const properties = packed[0] ?? 0;
  const lc = properties % 9;
  const lp = Math.floor(properties / 9) % 5;
  const pb = Math.floor(properties / 45);
  const size = new DataView(packed.buffer, packed.byteOffset).getUint32(5, true);
  return new Decoder(packed, 13, lc, lp, pb).decode(size);
}

const HALF = 1024;
const probabilities = (count: number): Uint16Array => new Uint16Array(count).fill(HALF);

class Decoder {
  #at: number;
  #range = 0xffffffff;
  #code = 0;
  readonly #data: Uint8Array;
  readonly #lc: number;
  readonly #lpMask: number;
  readonly #pbMask: number;
  readonly #literal: Uint16Array;
  readonly #isMatch = probabilities(12 << 4);
  readonly #isRep = probabilities(12);
  readonly #isRep0 = probabilities(12);
  readonly #isRep0Long = probabilities(12 << 4);
  readonly #isRep1 = probabilities(12);
  readonly #isRep2 = probabilities(12);
  readonly #slots = [0, 1, 2, 3].map(() => probabilities(64));
  readonly #special = probabilities(128);
  readonly #align = probabilities(16);
  readonly #matchLength = new LengthModel();
  readonly #repLength = new LengthModel();

  constructor(data: Uint8Array, start: number, lc: number, lp: number, pb: number) {
    this.#data = data;
    this.#lc = lc;
    this.#lpMask = (1 << lp) - 1;
    this.#pbMask = (1 << pb) - 1;
    this.#literal = probabilities(0x300 << (lc + lp));
    // The first byte is always 0.
    this.#at = start + 1;
    for (let i = 0; i < 4; i++) this.#code = ((this.#code << 8) | this.#next()) >>> 0;
  }

  decode(size: number): Uint8Array<ArrayBuffer> {
    const out = new Uint8Array(size);
    let [state, at, rep0, rep1, rep2, rep3] = [0, 0, 0, 0, 0, 0];
    while (at < size) {
      const place = at & this.#pbMask;
      if (this.#bit(this.#isMatch, (state << 4) + place) === 0) {
        out[at] = this.#readLiteral(out, at, state, rep0);
        at += 1;
        state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
        continue;
      }
      let length: number;
      if (this.#bit(this.#isRep, state) === 0) {
        [rep3, rep2, rep1] = [rep2, rep1, rep0];
        length = this.#length(this.#matchLength, place);
        rep0 = this.#distance(length);
        state = state < 7 ? 7 : 10;
      } else {
        if (this.#bit(this.#isRep0, state) === 0) {
          if (this.#bit(this.#isRep0Long, (state << 4) + place) === 0) {
            out[at] = out[at - rep0 - 1] as number;
            at += 1;
            state = state < 7 ? 9 : 11;
            continue;
          }
        } else if (this.#bit(this.#isRep1, state) === 0) [rep0, rep1] = [rep1, rep0];
        else if (this.#bit(this.#isRep2, state) === 0) [rep0, rep1, rep2] = [rep2, rep0, rep1];
        else [rep0, rep1, rep2, rep3] = [rep3, rep0, rep1, rep2];
        length = this.#length(this.#repLength, place);
        state = state < 7 ? 8 : 11;
      }
      for (let left = length + 2; left > 0 && at < size; left--, at++) out[at] = out[at - rep0 - 1] as number;
    }
    return out;
  }

  #next(): number {
    return this.#data[this.#at++] ?? 0;
  }

  #bit(model: Uint16Array, index: number): number {
    const probability = model[index] as number;
    const bound = (this.#range >>> 11) * probability;
    let bit = 0;
    if (this.#code < bound) {
      this.#range = bound;
      model[index] = probability + ((2048 - probability) >>> 5);
    } else {
      this.#code -= bound;
      this.#range -= bound;
      model[index] = probability - (probability >>> 5);
      bit = 1;
    }
    this.#fill();
    return bit;
  }

  #fill(): void {
    if (this.#range >= 0x1000000) return;
    this.#range = (this.#range << 8) >>> 0;
    this.#code = ((this.#code << 8) | this.#next()) >>> 0;
  }

  #tree(model: Uint16Array, bits: number, from = 0): number {
    let node = 1;
    for (let i = 0; i < bits; i++) node = (node << 1) | this.#bit(model, from + node);
    return node - (1 << bits);
  }

  #reverseTree(model: Uint16Array, bits: number, from: number): number {
    let node = 1;
    let value = 0;
    for (let i = 0; i < bits; i++) {
      const bit = this.#bit(model, from + node);
      node = (node << 1) | bit;
      value |= bit << i;
    }
    return value;
  }

  #direct(bits: number): number {
    let value = 0;
    for (let i = 0; i < bits; i++) {
      this.#range >>>= 1;
      const bit = this.#code >= this.#range ? 1 : 0;
      if (bit === 1) this.#code -= this.#range;
      value = ((value << 1) | bit) >>> 0;
      this.#fill();
    }
    return value;
  }

  #readLiteral(out: Uint8Array, at: number, state: number, rep0: number): number {
    const before = at > 0 ? (out[at - 1] as number) : 0;
    const base = 0x300 * (((at & this.#lpMask) << this.#lc) + (before >>> (8 - this.#lc)));
    let symbol = 1;
    if (state >= 7) {
      let match = out[at - rep0 - 1] as number;
      while (symbol < 0x100) {
        const expected = (match >>> 7) & 1;
        match <<= 1;
        const bit = this.#bit(this.#literal, base + ((1 + expected) << 8) + symbol);
        symbol = (symbol << 1) | bit;
        if (bit !== expected) break;
      }
    }
    while (symbol < 0x100) symbol = (symbol << 1) | this.#bit(this.#literal, base + symbol);
    return symbol & 0xff;
  }

  #length(model: LengthModel, place: number): number {
    if (this.#bit(model.choice, 0) === 0) return this.#tree(model.low, 3, place << 3);
    if (this.#bit(model.choice, 1) === 0) return 8 + this.#tree(model.middle, 3, place << 3);
    return 16 + this.#tree(model.high, 8);
  }

  #distance(length: number): number {
    const slot = this.#tree(this.#slots[Math.min(length, 3)] as Uint16Array, 6);
    if (slot < 4) return slot;
    const bits = (slot >>> 1) - 1;
    const base = ((2 | (slot & 1)) << bits) >>> 0;
    if (slot < 14) return base + this.#reverseTree(this.#special, bits, base - slot);
    return base + ((this.#direct(bits - 4) << 4) >>> 0) + this.#reverseTree(this.#align, 4, 0);
  }
}

class LengthModel {
  readonly choice = probabilities(2);
  readonly low = probabilities(16 << 3);
  readonly middle = probabilities(16 << 3);
  readonly high = probabilities(256);
}
