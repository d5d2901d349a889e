/** Everything that a name from data could reach: the prototypes, and the functions they hang on. */
const OWNERS = {
  Object,
  Array,
  String,
  Number,
  Boolean,
  Function,
  Symbol,
  BigInt,
  Date,
  RegExp,
  Map,
  Set,
  WeakMap,
  Promise,
  Error,
  TypeError,
  RangeError,
  SyntaxError,
  ArrayBuffer,
  Uint8Array,
};
const SINGLE: Record<string, object> = { JSON, Math, Reflect, Intl };

type Members = Map<string | symbol, PropertyDescriptor>;

const membersOf = (value: object): Members =>
  new Map(
    Reflect.ownKeys(value).map((key) => [key, Object.getOwnPropertyDescriptor(value, key) as PropertyDescriptor]),
  );

function same(a: PropertyDescriptor, b: PropertyDescriptor | undefined): boolean {
  return b !== undefined && Object.is(a.value, b.value) && a.get === b.get && a.set === b.set;
}

/** Remembers the built-in prototypes as they are; the function it gives names every member added, changed or taken away since. */
export function watchPrototypes(): () => string[] {
  const watched = Object.entries(OWNERS).flatMap(([name, owner]): [string, object][] => [
    [name, owner],
    [`${name}.prototype`, owner.prototype as object],
  ]);
  const before = [...watched, ...Object.entries(SINGLE)].map(([name, value]) => ({
    name,
    value,
    members: membersOf(value),
  }));
  return () =>
    before.flatMap(({ name, value, members }) => {
      const now = membersOf(value);
      const names = new Set([...members.keys(), ...now.keys()]);
      return [...names]
        .filter((key) => {
          const [old, found] = [members.get(key), now.get(key)];
          return old === undefined ? found !== undefined : !same(old, found);
        })
        .map((key) => `${name}.${String(key)}`);
    });
}
