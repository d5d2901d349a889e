import { describe, expect, it } from "vitest";
import { evm } from "../../../src/read/adapters/evm.js";
import { NumberText, type SourceValue } from "../../../src/read/value.js";

const status = (payload: SourceValue) =>
  (evm.read(payload)?.context.transaction as { status?: string } | undefined)?.status;

const hash = `0x${"ab".repeat(32)}`;
const rpc = (message: string, code = -32000) => ({ jsonrpc: "2.0", id: 1, error: { code, message } });

describe("evm", () => {
  it("names no coin without a chain, leaves its amounts out and asks for the network", () => {
    const message =
      "insufficient funds for gas * price + value: balance 14034896775278939, tx cost 14053846141711170, overshot 18949366432231";
    expect(evm.read({ code: new NumberText("-32000"), message, data: null })).toEqual({
      format: "evm.rpc_error",
      context: {
        transaction: { status: "failed" },
        failure: {
          provider: "evm",
          code: "insufficient funds for gas * price + value",
          message,
          codes: [{ scheme: "evm.rpc_code", code: "-32000" }],
        },
      },
      warnings: [
        {
          path: "/transaction/amount",
          code: "amount_unreadable",
          params: { kind: "network" },
          message: expect.stringContaining("chain id"),
        },
      ],
    });
  });

  const ethers = (
    message: string,
    transaction: SourceValue = { from: "0xa", to: "0xb", value: "0x6f05b59d3b20000", chainId: "0x1" },
  ) => ({
    code: "INSUFFICIENT_FUNDS",
    shortMessage: "insufficient funds",
    message: `insufficient funds (transaction={…}, info={ "error": { "message": "${message}" } }, code=INSUFFICIENT_FUNDS, version=6.11.1)`,
    transaction,
    info: { error: { code: -32000, message }, payload: { method: "eth_estimateGas", params: [transaction] } },
  });

  it.each([
    ["a value of 0", { to: "0xb", from: "0xa", value: "0x00", data: "0x" }],
    [
      "a token and a value of 0",
      { to: "0xb", from: "0xa", value: { _hex: "0x00" }, data: `0xa9059cbb${"0".repeat(128)}` },
    ],
    ["a token and no value", { to: "0xb", from: "0xa", data: `0xa9059cbb${"0".repeat(128)}` }],
  ])("lacks only gas where it sends %s", (_, transaction) => {
    for (const message of ["insufficient funds", "insufficient funds for gas * price + value: balance 1, tx cost 9"])
      expect(evm.read({ code: "INSUFFICIENT_FUNDS", reason: message, transaction })?.context).toMatchObject({
        failure: { code: "insufficient funds for gas" },
      });
  });

  it("may lack coins where it sends some, or a call of which nobody knows what it sends", () => {
    for (const sent of [{ value: "0x1", data: "0xa9059cbb" }, { data: "0x" }]) {
      const transaction = { to: "0xb", from: "0xa", ...sent };
      const read = evm.read({ code: "INSUFFICIENT_FUNDS", reason: "insufficient funds", transaction });
      expect(read?.context.failure).not.toHaveProperty("code");
    }
  });

  it("tells what the fee lacks from what the value lacks", () => {
    // 0.5 ETH to send from 0.5 ETH: only the fee of 0.0001 ETH is missing.
    const read = evm.read(
      ethers(
        "insufficient funds for gas * price + value: balance 500000000000000000, tx cost 500100000000000000, overshot 100000000000000",
      ),
    );
    expect(read?.format).toBe("evm.ethers_error");
    expect(read?.context).toMatchObject({
      transaction: { amount: "0.5", currency: "ETH", exponent: 18, status: "failed" },
      balance: { available: "0.5" },
      fees: [{ party: "network", flat: "0.0001" }],
      failure: {
        code: "insufficient funds for gas",
        codes: [
          { scheme: "ethers.code", code: "INSUFFICIENT_FUNDS" },
          { scheme: "evm.rpc_code", code: "-32000" },
        ],
      },
    });
  });

  it("reads have and want, and makes no fee where the want is the value", () => {
    const read = evm.read(
      ethers(
        "failed with 550000000 gas: insufficient funds for gas * price + value: address 0xe16C have 0 want 500000000000000000",
      ),
    );
    expect(read?.context).toMatchObject({ balance: { available: "0" }, transaction: { amount: "0.5" } });
    expect(read?.context).not.toHaveProperty("fees");
  });

  it("does not take gas for money", () => {
    const read = evm.read(rpc("intrinsic gas too low: have 20000, want 21000"));
    expect(read?.context).not.toHaveProperty("balance");
    expect(read?.context.failure).toMatchObject({ code: "intrinsic gas too low" });
  });

  it("names the coin of the chain, and no coin of a chain it does not know", () => {
    const on = (chainId: SourceValue) =>
      evm.read(
        ethers("insufficient funds for gas * price + value: balance 1, tx cost 2", {
          from: "0xa",
          to: "0xb",
          value: "1",
          chainId,
        }),
      );
    expect(on("0x38")?.context.transaction).toMatchObject({ currency: "BNB", amount: "0.000000000000000001" });
    expect(on(8453)?.context.transaction).toMatchObject({ currency: "ETH" });
    expect(on(999999)?.context).not.toHaveProperty("balance");
    expect(on(999999)?.context.transaction).not.toHaveProperty("currency");
  });

  it("does not take a token transfer for one of no ether", () => {
    const read = evm.read(
      ethers("execution reverted: ERC20: transfer amount exceeds balance", {
        from: "0xa",
        to: "0xb",
        value: "0x0",
        data: "0xa9059cbb",
      }),
    );
    expect(read?.context.transaction).toEqual({ status: "failed" });
    expect(read?.context.failure).toMatchObject({ code: "transfer amount exceeds balance" });
  });

  it("lets the contract speak where its refusal sounds like a node's", () => {
    const read = evm.read(rpc("execution reverted: insufficient funds for transfer", 3));
    expect(read?.context.failure).toMatchObject({ code: "execution reverted" });
  });

  it("prefers the longer of two phrases, and finds a node's words inside a wallet's", () => {
    expect(evm.read(rpc("replacement transaction underpriced"))?.context.failure).toMatchObject({
      code: "replacement transaction underpriced",
    });
    const wallet = {
      code: -32603,
      message: "Internal JSON-RPC error.",
      data: { code: -32000, message: "nonce too low: next nonce 5, tx nonce 3" },
    };
    expect(evm.read(wallet)?.context.failure).toMatchObject({
      code: "nonce too low",
      codes: [{ scheme: "evm.rpc_code", code: "-32000" }],
    });
  });

  it("reads the fifth ethers, which keeps the node's answer in error", () => {
    const read = evm.read({
      reason: "insufficient funds for intrinsic transaction cost",
      code: "INSUFFICIENT_FUNDS",
      error: { code: -32000, message: "insufficient funds for gas * price + value" },
      method: "sendTransaction",
      transaction: { to: "0xb", value: { type: "BigNumber", hex: "0x0de0b6b3a7640000" }, chainId: 1 },
    });
    expect(read?.context).toMatchObject({
      transaction: { amount: "1" },
      failure: { code: "insufficient funds for gas * price + value" },
    });
  });

  it("reads the test network's words for the same", () => {
    const read = evm.read(
      rpc(
        "sender doesn't have enough funds to send tx. The max upfront cost is: 2100000000000000 and the sender's balance is: 1000000000000000.",
      ),
    );
    expect(read?.context).toMatchObject({
      failure: { code: "insufficient funds for gas * price + value" },
    });
  });

  it("reads a rejection in the wallet as cancelled", () => {
    expect(status({ code: 4001, message: "MetaMask Tx Signature: User denied transaction signature." })).toBe(
      "cancelled",
    );
    expect(status({ code: "ACTION_REJECTED", shortMessage: "user rejected action", reason: "rejected" })).toBe(
      "cancelled",
    );
  });

  it("does not call a failure what the pool has or nobody knows", () => {
    expect(status(rpc("already known"))).toBe("pending");
    expect(status({ code: "TIMEOUT", shortMessage: "timeout", reason: "timeout" })).toBe("unknown");
  });

  it("follows a replaced transaction", () => {
    const replaced = { code: "TRANSACTION_REPLACED", shortMessage: "transaction was replaced", hash };
    expect(status({ ...replaced, cancelled: false, reason: "repriced", receipt: { status: 1 } })).toBe("succeeded");
    expect(status({ ...replaced, cancelled: true, reason: "cancelled" })).toBe("cancelled");
  });

  it.each([
    [{ status: "0x0", transactionHash: hash, blockNumber: "0x7", gasUsed: "0x5208" }, "failed"],
    [{ status: "0x1", transactionHash: hash, blockNumber: "0x7" }, "succeeded"],
    [{ status: 1, hash, gasUsed: "21000" }, "succeeded"],
    [{ status: "reverted", transactionHash: hash, blockHash: hash }, "failed"],
  ])("reads a receipt, bare or as a result: %j", (receipt, expected) => {
    expect(status(receipt)).toBe(expected);
    expect(status({ jsonrpc: "2.0", id: 1, result: receipt })).toBe(expected);
  });

  it("waits for a transaction that is in no block", () => {
    const waiting = { hash, from: "0xa", nonce: "0x1", value: "0xde0b6b3a7640000", blockNumber: null, chainId: "0x1" };
    expect(evm.read(waiting)?.context.transaction).toEqual({
      id: hash,
      status: "pending",
      amount: "1",
      currency: "ETH",
      exponent: 18,
    });
    expect(evm.read({ ...waiting, blockNumber: "0x7" })).toBeNull();
  });

  it.each([
    ["another JSON-RPC service's error", rpc("Method not found", -32601)],
    ["another library's timeout", { code: "TIMEOUT", message: "the database did not answer" }],
    ["a message without a code", { message: "nonce too low" }],
    ["a refusal without a wallet", { code: 4001, message: "not authorised" }],
    ["a status without a hash", { status: "0x0", blockNumber: "0x7" }],
    ["a git commit", { hash: "abc", status: 1, blockNumber: 1 }],
  ])("does not claim %s", (_, payload) => {
    expect(evm.read(payload)).toBeNull();
  });
});
