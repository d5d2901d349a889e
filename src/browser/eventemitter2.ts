/**
 * Stands in for eventemitter2, from which json-rules-engine's rules inherit: nobody listens to a rule, its verdict is what it returns.
 * A plain function, as a class could not be called by the constructors of theirs.
 */
export default function EventEmitter2(): void {}

EventEmitter2.prototype = {
  on(): never {
    throw new Error("nobody listens to a rule");
  },
  emitAsync: (): Promise<void> => Promise.resolve(),
};
