import { describe, expect, it } from "vitest";
import { diagnose, readTransaction, type TransactionContext } from "../../src/api/index.js";

/** What contracts give back: an argument is 32 bytes. */
const word = (value: number): string => value.toString(16).padStart(64, "0");
const text = (said: string): string =>
  `${word(said.length)}${Buffer.from(said)
    .toString("hex")
    .padEnd(64 * Math.ceil(said.length / 32), "0")}`;
const errorData = (said: string): string => `0x08c379a0${word(32)}${text(said)}`;

async function causesOf(pasted: string): Promise<string[]> {
  const { transactions } = readTransaction(pasted);
  expect(transactions).toHaveLength(1);
  const { causes } = await diagnose(transactions[0].context);
  return causes.map(({ code }) => code);
}
const contextOf = (pasted: string): TransactionContext => readTransaction(pasted).transactions[0].context;

describe("the data of a revert", () => {
  const answer = (data: string) =>
    JSON.stringify({ jsonrpc: "2.0", id: 4, error: { code: 3, message: "execution reverted", data } });

  it("says in words why the contract stopped it", async () => {
    expect(await causesOf(answer(errorData("Harbour/insufficient-balance")))).toEqual(["balance.insufficient"]);
    expect(contextOf(answer(errorData("Harbour: cap reached"))).failure?.message).toBe(
      "execution reverted: Harbour: cap reached",
    );
  });

  it("names a panic of the language by its number", () => {
    expect(contextOf(answer(`0x4e487b71${word(0x11)}`)).failure?.message).toBe(
      "execution reverted: panic 0x11: arithmetic overflow",
    );
    expect(contextOf(answer(`0x4e487b71${word(0x77)}`)).failure?.message).toBe("execution reverted: panic 0x77");
  });

  it("is read for token contracts and for smart accounts", async () => {
    expect(await causesOf(answer(`0xe450d38c${word(9)}${word(5)}${word(8)}`))).toEqual(["balance.insufficient"]);
    const operation = `0x220266b6${word(0)}${word(64)}${text("AA21 didn't pay prefund")}`;
    expect(await causesOf(answer(operation))).toEqual(["chain.gas_insufficient"]);
  });

  it("is left as it is where it cannot be decoded", () => {
    const broken = [`0x08c379a0${word(32)}${word(900)}`, `0x08c379a0${word(9e6)}`, "0x08c379a0", "0xdeadbeef"];
    for (const data of broken) expect(contextOf(answer(data)).failure?.message).toBe("execution reverted");
  });

  it("counts in an exception without any object", async () => {
    const thrown = `ContractLogicError: transaction reverted, data ${errorData("ERC20: transfer amount exceeds balance")}`;
    expect(contextOf(thrown).failure?.message).toContain("ERC20: transfer amount exceeds balance");
    expect(await causesOf(thrown)).toEqual(["balance.insufficient"]);
  });
});

describe("an error of a chain", () => {
  it.each([
    ["bundler: UserOperation reverted during simulation: AA21 didn't pay prefund", "chain.gas_insufficient"],
    [
      "RPC-CORE: submitExtrinsic: 1010: Invalid Transaction: Inability to pay some fees , e.g. account balance too low",
      "chain.gas_insufficient",
    ],
    ["submit failed: (UtxowFailure (UtxoFailure (FeeTooSmallUTxO (Coin 171397) (Coin 160000))))", "chain.fee_too_low"],
    ['{"payment_error":"UnknownNextPeer(chan=8421)@2","payment_preimage":null}', "provider.outage"],
    [
      '{"code":203,"message":"failed: WIRE_FEE_INSUFFICIENT (reply from remote)","data":{"payment_hash":"5be1","status":"pending"}}',
      "chain.fee_too_low",
    ],
    [
      'pay: { "code" : 207, "message" : "Invoice expired", "data" : { "now" : 1700000011, "expiry" : 1700000009 } }',
      "transaction.expired",
    ],
    [
      '{"code": 205, "message": "Could not find a route", "data": {"getroute_tries": 4, "failures": [ {',
      "payee.cannot_receive",
    ],
    // The route that was found cost more than the payer allows: without it there is none.
    [
      '{"code": 210, "message": "Ran out of routes to try after 2 attempts", "attempts": [{"status": "failed", "failreason": "Fee exceeds our fee budget: 7000msat > 3000msat, discarding route"}]}',
      "chain.fee_too_low",
    ],
    ['{"code": 210, "message": "Ran out of routes to try after 2 attempts", "attempts": []}', "provider.outage"],
  ])("%s is read", async (pasted, cause) => {
    expect((await causesOf(pasted))[0]).toBe(cause);
  });

  it("printed in the message and as a dump below it is one failure", () => {
    const pasted = `AptosApiError: request failed with: {"message":"Invalid transaction: Type: Validation Code: SEQUENCE_NUMBER_TOO_OLD","error_code":"vm_error","vm_error_code":3}
  {
  status: 400,
  data: {
    message: 'Invalid transaction: Type: Validation Code: SEQUENCE_NUMBER_TOO_OLD',
    error_code: 'vm_error',
    vm_error_code: 3
  }
}`;
    expect(readTransaction(pasted).transactions.map(({ format }) => format)).toEqual(["aptos.error"]);
  });

  it.each([
    ["account does not exist", "chain.gas_insufficient"],
    ["Validate TransferContract error, no OwnerAccount.", "chain.gas_insufficient"],
    ["account [TSeBdzFWs7qVvZ2RnT6tRQ8h2nQYjtbaq1] does not exist", "chain.gas_insufficient"],
    ["asset [9] does not exist", "chain.reverted"],
  ])("of TRON, %s, is about the sender, whose account is not activated", async (said, cause) => {
    const message = `contract validate error : ${said}`;
    const hex = Buffer.from(message).toString("hex");
    for (const shown of [message, hex])
      expect(
        (await causesOf(JSON.stringify({ code: "CONTRACT_VALIDATE_ERROR", txid: "0a11", message: shown })))[0],
      ).toBe(cause);
  });

  it("of TRON is read in a text", async () => {
    expect(await causesOf("ValidationError: contract validate error : account does not exist")).toEqual([
      "chain.gas_insufficient",
    ]);
  });

  it("of a node that answers in hexadecimal is read in words", () => {
    const message = Buffer.from("Contract validate error : account does not exist").toString("hex");
    const pasted = JSON.stringify({ code: "CONTRACT_VALIDATE_ERROR", txid: "0a11", message });
    expect(contextOf(pasted).failure?.message).toBe("Contract validate error : account does not exist");
  });
});

describe("an error of Cardano's ledger in words", () => {
  const error = (name: string) =>
    `transaction submit error (ApplyTxError [UtxowFailure (UtxoFailure (${name} (Coin 17)))])`;

  it.each([
    ["OutputTooSmallUTxO", "chain.reserve"],
    ["BabbageOutputTooSmallUTxO", "chain.reserve"],
    ["BadInputsUTxO", "chain.nonce_conflict"],
    ["OutsideValidityIntervalUTxO", "chain.expired"],
    ["WrongNetworkWithdrawal", "chain.wrong_network"],
  ])("%s is read in a text and in an answer that Java printed", async (name, cause) => {
    expect(await causesOf(`the node said: ${error(name)}`)).toContain(cause);
    const body = JSON.stringify({ error: "Bad Request", message: JSON.stringify(error(name)), status_code: 400 });
    for (const response of [body, body.replaceAll("\\", "\\\\").replaceAll('"', '\\"')]) {
      const printed = `the answer was\nResult{successful=false, response='${response}', code=400, value=Sent(signed=[x], id=null)}`;
      expect(contextOf(printed)).toMatchObject({ failure: { provider: "cardano", code: name } });
      expect(await causesOf(printed)).toContain(cause);
    }
  });
});

describe("an error of viem as a text", () => {
  const error = (front: string, label: string, value = "0.0042 ETH") =>
    `${front}The total cost (gas * gas fee + value) of executing this transaction exceeds the balance of the account.\n\nThis error could arise when the account does not have enough funds to:\n - pay for the total gas fee,\n - pay for the value to send.\n\n${label} Arguments:\n  from:   0x5b\n  to:     0xc4\n  value:  ${value}\n  data:   0x419c000000000000000000003635c9adc5dea00000\n\nDetails: insufficient funds for gas * price + value\nVersion: 2.9.3`;

  it.each([
    ["TransactionExecutionError: ", "Request"],
    ["### Report\n\nDescription - ", "Raw Call"],
  ])("gives the sum with its unit: %s%s", async (front, label) => {
    expect(contextOf(error(front, label))).toMatchObject({
      transaction: { status: "failed", amount: "0.0042", currency: "ETH", exponent: 18 },
      failure: { provider: "evm", code: "insufficient funds for gas * price + value" },
    });
    expect(await causesOf(error(front, label))).toEqual(["balance.insufficient"]);
  });

  it("gives no sum in a unit that nobody knows", () => {
    expect(contextOf(error("", "Request", "42 TEA")).transaction).toEqual({ status: "failed" });
  });
});

describe("logs of Solana", () => {
  const logs = [
    "Program 11111111111111111111111111111111 invoke [1]",
    "Transfer: insufficient lamports 1500000, need 2500000000",
    "Program 11111111111111111111111111111111 failed: custom program error: 0x1",
  ];
  const found = {
    transaction: { status: "failed", amount: "2.5", currency: "SOL", exponent: 9 },
    balance: { available: "0.0015", currency: "SOL" },
    failure: { provider: "solana" },
  };

  it.each([
    [
      "a text",
      `Error: Simulation failed.\nMessage: custom program error: 0x1.\nLogs:\n[\n  "${logs.join('",\n  "')}"\n].`,
    ],
    ["an answer", JSON.stringify({ error: { data: { err: { InstructionError: [0, { Custom: 1 }] }, logs } } })],
  ])("that end in the system program say what is missing: %s", async (_, pasted) => {
    expect(contextOf(pasted)).toMatchObject(found);
    const { causes } = await diagnose(contextOf(pasted));
    expect(causes).toMatchObject([{ code: "balance.insufficient", certainty: "certain" }]);
  });

  const program = [
    "Program Prog1 invoke [1]",
    "Program log: Error: insufficient funds",
    "Program Prog1 failed: custom program error: 0x28",
  ];
  it.each([
    ["a text", `Error: Simulation failed.\nLogs:\n[\n  "${program.join('",\n  "')}"\n].`],
    [
      "an answer",
      JSON.stringify({ error: { data: { err: { InstructionError: [3, { Custom: 40 }] }, logs: program } } }),
    ],
  ])("give the words of the program whose number says nothing: %s", async (_, pasted) => {
    const { causes } = await diagnose(contextOf(pasted));
    expect(causes).toMatchObject([{ code: "balance.insufficient", certainty: "possible" }]);
  });

  it("are only words where they do not show whose error it is", async () => {
    const { causes } = await diagnose(contextOf(logs[1] as string));
    expect(causes).toMatchObject([{ code: "balance.insufficient", certainty: "possible" }]);
  });
});

describe("what a person writes beside a payload", () => {
  const payload = '{"code":"ESKERRORDOMAIN0","message":"Unknown error"}';

  it("warns of money that has left, whatever the payload says", async () => {
    const told = `My account was debited, but the app shows an error:\n${payload}`;
    const { causes, retry } = await diagnose(contextOf(told));
    expect(causes[0]?.code).toBe("transaction.debited_not_completed");
    expect(retry.when).toBe("check_status_first");
  });

  it("counts for nothing where it tells of no money", () => {
    const told = `No money was taken. The app shows an error:\n${payload}`;
    expect(contextOf(told).failure?.message).toBe("Unknown error");
    expect(contextOf(`what does this error mean please\n${payload}`).failure?.message).toBe("Unknown error");
  });
});

describe("an error of Apple's store with the error below it", () => {
  const below = (reason: string) =>
    `{domain: ASDErrorDomain, userInfo: {NSLocalizedDescription: Unhandled exception, NSUnderlyingError: {domain: AMSErrorDomain, userInfo: {NSLocalizedFailureReason: ${reason}}, code: 6}}, code: 907}`;

  it.each([
    [
      "as Flutter prints it",
      `IAPError(code: purchase_error, message: SKErrorDomain, details: ${below("Sheet cancelled by the user")})`,
    ],
    [
      "as lines of its members",
      `code = "purchase_error"\nmessage = "SKErrorDomain"\ndetails = {NSUnderlyingError: ${below("Sheet cancelled")}}`,
    ],
    [
      "under the unknown error",
      `Error Domain=SKErrorDomain Code=0 "Unknown" UserInfo={NSUnderlyingError=0x2 {Error Domain=AMSErrorDomain Code=6 "x" UserInfo={NSLocalizedFailureReason=Payment sheet cancelled}}}`,
    ],
  ])("is a purchase that was cancelled where that one says so: %s", async (_, text) => {
    expect(contextOf(text)).toMatchObject({ transaction: { status: "cancelled" } });
    expect(await causesOf(text)).toEqual(["authentication.cancelled"]);
  });

  it("is no success with a code of its own, whatever number it has", () => {
    const text = '{"code":"E_UNKNOWN","debugMessage":"Es gab einen Fehler.","message":"x","responseCode":"0"}';
    expect(contextOf(text)).toMatchObject({ transaction: { status: "failed" }, failure: { code: "E_UNKNOWN" } });
  });

  it("has the meaning that its own code has, where the number beside it is another store's", () => {
    const text = '{"code":"E_USER_CANCELLED","debugMessage":"","message":"Payment is Cancelled.","responseCode":"2"}';
    expect(contextOf(text)).toMatchObject({
      transaction: { status: "cancelled" },
      failure: { code: "USER_CANCELED", message: "Payment is Cancelled." },
    });
  });

  it("has the message that says most", () => {
    expect(contextOf(below("The server had an error"))).toMatchObject({
      failure: { provider: "apple_storekit", message: "The server had an error" },
    });
  });
});

describe("a text", () => {
  it("that starts with a printed object is no broken XML", () => {
    const pasted =
      '<PayQueue: 0x2f1c40>: Payment completed with error: Error Domain=SKErrorDomain Code=2 "(null)" UserInfo={}';
    expect(contextOf(pasted).transaction?.status).toBe("cancelled");
  });

  it("may give a code after the word for it, in its own language", async () => {
    expect(await causesOf("再次购买时出现如下信息\n交易已经支付\n错误码：ORDER_HAS_PAID")).toEqual([
      "transaction.duplicate",
    ]);
  });

  it("that says only that the payment is pending is no failure", async () => {
    const { verdict, retry } = await diagnose(contextOf("PurchasesError 19: The payment is pending."));
    expect([verdict, retry.when]).toEqual(["not_failed", "check_status_first"]);
  });
});

it("a column of return reasons is read", async () => {
  const table =
    "utr,amount,status,return reason\nN0126,150.00,Returned,R03 no account\nN0127,20.00,Returned,R06 account closed";
  const { transactions } = readTransaction(table);
  const found = await Promise.all(transactions.map(({ context }) => diagnose(context)));
  expect(found.map(({ causes }) => causes[0]?.code)).toEqual(["payee.not_found", "account.closed"]);
});

it("PhonePe's code of the bank is looked up in UPI's table", async () => {
  const pasted = JSON.stringify({
    code: "PAYMENT_ERROR",
    message: "Payment Failed",
    data: {
      merchantId: "HARBOURTEA",
      merchantTransactionId: "ref_9",
      transactionId: "T9",
      amount: 4500,
      state: "FAILED",
      responseCode: "Z8",
    },
  });
  expect(await causesOf(pasted)).toEqual(["limit.per_transaction"]);
});
