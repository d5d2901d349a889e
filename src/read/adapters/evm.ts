import { readMessage } from "../messages.js";
import { isObject, member, type SourceValue } from "../value.js";
import type { Adapter, Recognised } from "./adapter.js";
import {
  countMembers,
  firstOf,
  firstWord,
  has,
  lookUp,
  memberAt,
  recognised,
  sentence,
  shiftPoint,
  type TransactionStatus,
  word,
} from "./payload.js";
import { revertReason } from "./revert.js";

/** What nodes say, as the beginnings of their messages: details (addresses, amounts) follow. A longer one wins over one inside it. */
const PHRASES = [
  "insufficient funds for gas * price + value",
  "insufficient funds for transfer",
  "insufficient balance for transfer",
  "nonce too low",
  "nonce too high",
  "nonce has max value",
  "already known",
  "replacement transaction underpriced",
  "transaction underpriced",
  "transaction gas price below minimum",
  "max fee per gas less than block base fee",
  "max priority fee per gas higher than max fee per gas",
  "max fee per gas higher than 2^256-1",
  "max priority fee per gas higher than 2^256-1",
  "max fee per blob gas less than block blob gas fee",
  "intrinsic gas too low",
  "insufficient gas for floor data gas cost",
  "contract creation code storage out of gas",
  "out of gas",
  "gas limit reached",
  "exceeds block gas limit",
  "transaction gas limit too high",
  "gas required exceeds allowance",
  "exceeds the configured cap",
  "execution reverted",
  "txpool is full",
  "account limit exceeded",
  "in-flight transaction limit reached for delegated accounts",
  "gapped-nonce tx from delegated accounts",
  "future transaction tries to replace pending",
  "address already reserved",
  "authority already reserved",
  "sender not an eoa",
  "max initcode size exceeded",
  "max code size exceeded",
  "max call depth exceeded",
  "contract address collision",
  "invalid jump destination",
  "gas uint64 overflow",
  "only replay-protected (EIP-155) transactions allowed over RPC",
  "transaction type not valid",
  "AA13 initCode failed or OOG",
  "AA20 account not deployed",
  "AA21 didn't pay prefund",
  "AA22 expired or not due",
  "AA23 reverted",
  "AA24 signature error",
  "AA25 invalid account nonce",
  "AA31 paymaster deposit too low",
  "AA33 reverted",
  "AA95 out of gas",
].sort((a, b) => b.length - a.length);

const NO_FUNDS = "insufficient funds for gas * price + value";
/** The same, where the balance covers the value sent: only the gas is short. */
const NO_GAS = "insufficient funds for gas";
/** The call of a token contract that transfers; it sends no coin. */
const TOKEN_TRANSFER = "0xa9059cbb";
/** Why token contracts revert, in the words of the usual libraries for them. */
const REVERT_REASONS = ["transfer amount exceeds balance", "insufficient-balance", "ERC20InsufficientBalance"];

/** Other clients' words for the same. */
const ALIASES: readonly (readonly [RegExp, string])[] = [
  [/sender doesn't have enough funds to send tx/i, NO_FUNDS],
  [/upfront cost exceeds account balance/i, NO_FUNDS],
  [/VM Exception while processing transaction: (reverted|revert\b)/i, "execution reverted"],
  [/^known transaction\b/i, "already known"],
];

function phraseOf(message: string | undefined): string | undefined {
  if (message === undefined) return undefined;
  const lower = message.toLowerCase();
  // A contract may word its own refusal like a node's: inside a revert it is the contract that speaks, and a token's usual words count.
  if (lower.includes("execution reverted") && !/\baa\d\d /.test(lower))
    return REVERT_REASONS.find((reason) => lower.includes(reason.toLowerCase())) ?? "execution reverted";
  return (
    PHRASES.find((phrase) => lower.includes(phrase.toLowerCase())) ??
    ALIASES.find(([pattern]) => pattern.test(message))?.[1]
  );
}

const ETHERS_CODES = [
  "INSUFFICIENT_FUNDS",
  "NONCE_EXPIRED",
  "REPLACEMENT_UNDERPRICED",
  "TRANSACTION_REPLACED",
  "CALL_EXCEPTION",
  "UNPREDICTABLE_GAS_LIMIT",
  "ACTION_REJECTED",
  "NETWORK_ERROR",
  "SERVER_ERROR",
  "TIMEOUT",
  "CANCELLED",
  "UNCONFIGURED_NAME",
  "OFFCHAIN_FAULT",
  "UNSUPPORTED_OPERATION",
  "INVALID_ARGUMENT",
  "BAD_DATA",
  "UNKNOWN_ERROR",
];

interface NodeError {
  code: string | undefined;
  /** As it stands: ethers writes whole requests into it, with the node's words far behind. */
  message: string;
  phrase: string | undefined;
}

const INNER = ["info", "error", "data", "originalError", "cause"];
const SAYING = ["message", "details", "shortMessage", "reason"];

/** Every message in an error and the errors inside it, outermost first. Libraries wrap the node's answer two or three times. */
function messages(value: SourceValue | undefined, depth = 0): NodeError[] {
  if (!isObject(value) || depth > 5) return [];
  const found: NodeError[] = [];
  for (const key of SAYING) {
    const message = member(value, key);
    if (typeof message === "string" && message.length < 20_000)
      found.push({ code: numericCode(value), message, phrase: phraseOf(message) });
  }
  const data = member(value, "data");
  const reason = typeof data === "string" ? revertReason(data) : undefined;
  if (reason !== undefined) {
    const message = `execution reverted: ${reason}`;
    found.push({ code: numericCode(value), message, phrase: phraseOf(message) });
  }
  for (const key of INNER) found.push(...messages(member(value, key), depth + 1));
  return found;
}

function numericCode(value: SourceValue): string | undefined {
  const code = firstWord(value, "code");
  return code !== undefined && /^-?\d{1,6}$/.test(code) ? code : undefined;
}

/** A whole number of wei in decimal, from hexadecimal or decimal, bare or as ethers 5 writes it. */
function wei(value: SourceValue | undefined): string | undefined {
  const text = word(isObject(value) ? (member(value, "hex") ?? member(value, "_hex")) : value);
  return text !== undefined && /^(0x[0-9a-f]{1,64}|\d{1,78})$/i.test(text) ? BigInt(text).toString() : undefined;
}

/** Coins of chains that do not pay in ether. A chain in neither list has a coin nobody here can name. */
const COINS: Readonly<Record<string, string>> = {
  "56": "BNB",
  "97": "BNB",
  "137": "POL",
  "80002": "POL",
  "43113": "AVAX",
  "43114": "AVAX",
};
const ETHER_CHAINS = [
  "1",
  "5",
  "10",
  "324",
  "8453",
  "17000",
  "42161",
  "59144",
  "84532",
  "421614",
  "534352",
  "11155111",
  "11155420",
];

/** The coin that values and fees are in. Where no chain is named, nobody knows it. */
function coin(transaction: SourceValue | undefined): string | undefined {
  const chain = wei(member(transaction, "chainId"));
  return chain !== undefined && ETHER_CHAINS.includes(chain) ? "ETH" : lookUp(COINS, chain);
}

const major = (units: string): string => (shiftPoint(units, 18) ?? units).replace(/\.?0+$/, "") || "0";

/** What the node says the account holds and the transaction would cost at most, both in wei. */
function shortage(message: string): { balance: string; cost: string } | undefined {
  const pool = /balance (\d+), tx cost (\d+)/.exec(message) ?? /\bhave (\d+),? want (\d+)/.exec(message);
  if (pool !== null) return { balance: pool[1] ?? "", cost: pool[2] ?? "" };
  const upfront = /max upfront cost is:? (\d+) and the sender's (?:account only has|balance is):? (\d+)/.exec(message);
  return upfront === null ? undefined : { balance: upfront[2] ?? "", cost: upfront[1] ?? "" };
}

/** Whether only the gas is missing: nothing is sent, as with a token, or the balance that a node names covers the value. */
function onlyGas(node: NodeError | undefined, code: string | undefined, transaction: SourceValue | undefined): boolean {
  if ((node?.phrase ?? (code === "INSUFFICIENT_FUNDS" && NO_FUNDS)) !== NO_FUNDS) return false;
  const value = wei(member(transaction, "value"));
  const short = node && shortage(node.message);
  if (value === undefined) return String(member(transaction, "data")).startsWith(TOKEN_TRANSFER);
  return value === "0" || (short !== undefined && BigInt(short.balance) >= BigInt(value));
}

/** Adds what is in the chain's own coin: the value sent, the balance, and as a fee what the cost is above the value. */
function withMoney(found: Recognised, transaction: SourceValue | undefined, error?: NodeError): Recognised {
  const currency = coin(transaction);
  const value = wei(member(transaction, "value"));
  // A call without value moves something else than the coin, a token for example.
  const sent = value === undefined || value === "0" ? undefined : value;
  const short = error?.phrase === NO_FUNDS || error?.phrase === NO_GAS ? shortage(error.message) : undefined;
  if (sent === undefined && short === undefined) return found;
  if (currency === undefined) {
    const warning = { path: "/transaction/amount", ...readMessage("amount_unreadable.network") };
    return { ...found, warnings: [...found.warnings, warning] };
  }
  const fee = sent === undefined || short === undefined ? 0n : BigInt(short.cost) - BigInt(sent);
  const own = found.context.transaction;
  return {
    ...found,
    context: {
      ...found.context,
      transaction: {
        ...(typeof own === "object" ? own : {}),
        ...(sent && { amount: major(sent) }),
        currency,
        exponent: 18,
      },
      ...(short && { balance: { available: major(short.balance) } }),
      ...(fee > 0n && { fees: [{ party: "network", flat: major(fee.toString()) }] }),
    },
  };
}

const HASH = /^0x[0-9a-f]{64}$/i;

const hashOf = (value: SourceValue | undefined, ...keys: string[]): string | undefined =>
  keys.map((key) => firstWord(value, key)).find((hash) => hash !== undefined && HASH.test(hash));

const RECEIPT_STATES: Readonly<Record<string, TransactionStatus>> = {
  "0x1": "succeeded",
  "1": "succeeded",
  success: "succeeded",
  "0x0": "failed",
  "0": "failed",
  reverted: "failed",
};

/** A receipt: mined, with status 0x1 (done) or 0x0 (undone, only the fee is gone). It never says why. */
function receipt(payload: SourceValue | undefined): Recognised | null {
  const status = lookUp(RECEIPT_STATES, firstWord(payload, "status"));
  const id = hashOf(payload, "transactionHash", "hash");
  if (status === undefined || id === undefined) return null;
  if (countMembers(payload, ["blockNumber", "blockHash", "gasUsed", "cumulativeGasUsed"]) === 0) return null;
  return recognised("evm.receipt", {
    transaction: { id, status },
    failure: { provider: "evm", codes: [["evm.receipt_status", "0x0"]] },
  });
}

/** A transaction that is in no block yet. */
function waiting(payload: SourceValue | undefined): Recognised | null {
  const id = hashOf(payload, "hash");
  if (!isObject(payload) || id === undefined || member(payload, "blockNumber") !== null) return null;
  if (!has(payload, "nonce") || !has(payload, "from")) return null;
  return withMoney(recognised("evm.transaction", { transaction: { id, status: "pending" } }), payload);
}

/** What became of a transaction that was replaced by another with its number. */
function replaced(payload: SourceValue): TransactionStatus {
  if (firstWord(payload, "reason") === "repriced")
    return lookUp(RECEIPT_STATES, firstWord(member(payload, "receipt"), "status")) ?? "unknown";
  return member(payload, "cancelled") === true ? "cancelled" : "failed";
}

function errorStatus(
  payload: SourceValue,
  code: string | undefined,
  rpcCode: string | undefined,
  phrase: string | undefined,
): TransactionStatus {
  if (code === "TRANSACTION_REPLACED") return replaced(payload);
  if (code === "ACTION_REJECTED" || rpcCode === "4001") return "cancelled";
  // The node has it and is still trying.
  if (phrase === "already known") return "pending";
  return code === "TIMEOUT" ? "unknown" : "failed";
}

/** Whether an error with a code of ethers was made by ethers: others say TIMEOUT and NETWORK_ERROR too. */
function fromEthers(payload: SourceValue, code: string): boolean {
  if (
    has(payload, "shortMessage") ||
    (has(payload, "reason") && has(payload, "method")) ||
    isObject(memberAt(payload, "info", "error"))
  )
    return true;
  if ((sentence(member(payload, "message")) ?? "").includes(`code=${code}`)) return true;
  return (
    hashOf(payload, "transactionHash", "hash") !== undefined ||
    countMembers(member(payload, "transaction"), ["to", "from", "data", "value"]) > 1
  );
}

/** The node's words, without what a library has written around them. */
function spoken(node: NodeError | undefined): string | undefined {
  if (node?.phrase === undefined) return undefined;
  const start = node.message.toLowerCase().indexOf(node.phrase.toLowerCase());
  return sentence(start < 0 ? node.message : node.message.slice(start).split('"')[0]);
}

const REJECTED = /user (rejected|denied)|rejected by user/i;

function error(payload: SourceValue): Recognised | null {
  const named = firstWord(payload, "code");
  const code = named !== undefined && ETHERS_CODES.includes(named) && fromEthers(payload, named) ? named : undefined;
  const said = messages(payload);
  // The innermost message the list knows is the node's own.
  const node = said.filter((one) => one.phrase !== undefined).at(-1);
  const numbered = said.filter((one) => one.code !== undefined).at(-1);
  const rpcCode = node?.code ?? numbered?.code;
  const rejected = rpcCode === "4001" && said.some((one) => REJECTED.test(one.message));
  const geth = /^-380[12]\d$/.test(rpcCode ?? "");
  const viem = /^viem@/.test(firstWord(payload, "version") ?? "");
  // JSON-RPC is not only Ethereum's: without a node's phrase a number proves nothing.
  const rpc = rpcCode !== undefined && (node !== undefined || rejected || geth);
  if (code === undefined && !rpc && !(viem && said.length > 0)) return null;
  const request = memberAt(payload, "info", "payload", "params");
  const transaction = firstOf(
    [
      member(payload, "transaction"),
      memberAt(payload, "error", "transaction"),
      Array.isArray(request) ? request[0] : undefined,
    ].find(isObject),
  );
  const phrase = onlyGas(node, code, transaction) ? NO_GAS : node?.phrase;
  const found = recognised(code === undefined ? "evm.rpc_error" : "evm.ethers_error", {
    transaction: {
      id: firstOf(
        hashOf(payload, "transactionHash", "hash"),
        hashOf(member(payload, "receipt"), "transactionHash", "hash"),
      ),
      status: errorStatus(payload, code, rpcCode, node?.phrase),
    },
    failure: {
      provider: "evm",
      code: phrase,
      message: spoken(node) ?? sentence(member(payload, "shortMessage")) ?? sentence(said[0]?.message),
      codes: [
        ["ethers.code", code],
        ["evm.rpc_code", rpcCode],
      ],
    },
  });
  return withMoney(found, transaction, node);
}

/**
 * Ethereum and its kin: JSON-RPC errors, errors of ethers and viem, receipts, and transactions that wait for a block. Kept in code:
 * sums are hexadecimal wei of up to 78 digits, and libraries wrap the answer of a node several times.
 */
export const evm: Adapter = {
  provider: "evm",
  read(payload) {
    if (!isObject(payload)) return null;
    const result = member(payload, "result");
    const body = has(payload, "jsonrpc") && isObject(result) ? result : payload;
    return receipt(body) ?? waiting(body) ?? error(payload);
  },
};
