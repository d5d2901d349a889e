import { describe, expect, it } from "vitest";
import { readTransaction } from "../../../src/read/index.js";
import { contextOf, refusal } from "../helpers.js";

/** One failed payment of the contract's own shape, as JSON has it. */
const context = {
  transaction: { id: "pay_7", amount: "125.50", currency: "EUR" },
  failure: { provider: "stripe", code: "card_declined", message: "Your card was declined, try another (code 51)." },
};

/** The same, printed by other languages. */
const printed: Record<string, string> = {
  "PHP print_r": `Array
(
    [transaction] => Array
        (
            [id] => pay_7
            [amount] => 125.50
            [currency] => EUR
        )

    [failure] => stdClass Object
        (
            [provider:protected] => stripe
            [code] => card_declined
            [message] => Your card was declined, try another (code 51).
        )

)
`,
  "PHP print_r, as a browser shows it":
    "Array ( [transaction] => Array ( [id] => pay_7 [amount] => 125.50 [currency] => EUR ) [failure] => stdClass Object ( [provider:protected] => stripe [code] => card_declined [message] => Your card was declined, try another (code 51). ) )",
  "PHP var_dump": `array(2) {
  ["transaction"]=>
  array(3) {
    ["id"]=>
    string(5) "pay_7"
    ["amount"]=>
    string(6) "125.50"
    ["currency"]=>
    string(3) "EUR"
  }
  ["failure"]=>
  object(Acme\\Failure)#12 (3) {
    ["provider":protected]=>
    string(6) "stripe"
    ["code":"Acme\\Failure":private]=>
    string(13) "card_declined"
    ["message"]=>
    string(46) "Your card was declined, try another (code 51)."
  }
}`,
  "Xdebug's var_dump": `/srv/pay.php:12:
array (size=2)
  'transaction' => 
    array (size=3)
      'id' => string 'pay_7' (length=5)
      'amount' => float 125.50
      'currency' => string 'EUR' (length=3)
  'failure' => 
    object(Acme\\Failure)[12]
      public 'provider' => string 'stripe' (length=6)
      protected 'code' => string 'card_declined' (length=13)
      public 'message' => string 'Your card was declined, try another (code 51).' (length=46)
`,
  "PHP var_export": `array (
  'transaction' => 
  array (
    'id' => 'pay_7',
    'amount' => '125.50',
    'currency' => 'EUR',
  ),
  'failure' => 
  Acme\\Failure::__set_state(array(
     'provider' => 'stripe',
     'code' => 'card_declined',
     'message' => 'Your card was declined, ' . "try another (code 51).",
  )),
)`,
  "PHP source": `[
  'transaction' => ['id' => 'pay_7', 'amount' => 125.50, 'currency' => 'EUR'],
  "failure" => ["provider" => "stripe", "code" => "card_declined", "message" => "Your card was declined, try another (code 51)."],
]`,
  "Symfony's dumper": `array:2 [▼
  "transaction" => array:3 [▼
    "id" => "pay_7"
    "amount" => "125.50"
    "currency" => "EUR"
  ]
  "failure" => {#123 ▼
    +"provider": "stripe"
    +"code": "card_declined"
    +"message": "Your card was declined, try another (code 51)."
  }
]`,
  "Ruby inspect":
    '{:transaction=>{:id=>"pay_7", :amount=>"125.50", :currency=>"EUR"}, :failure=>{:provider=>"stripe", :code=>:card_declined, :message=>"Your card was declined, try another (code 51)."}}',
  "Ruby 3.4 inspect":
    '{transaction: {id: "pay_7", amount: "125.50", currency: "EUR"}, failure: {provider: "stripe", code: :card_declined, message: "Your card was declined, try another (code 51)."}}',
  "Ruby objects":
    '#<Acme::Payment:0x000055d0c8 @transaction={:id=>"pay_7", :amount=>"125.50", :currency=>"EUR"}, @failure=#<OpenStruct provider="stripe", code="card_declined", message="Your card was declined, try another (code 51).">>',
  "Python repr":
    "Payment(transaction={'id': 'pay_7', 'amount': Decimal('125.50'), 'currency': 'EUR'}, failure=Failure(provider='stripe', code='card_declined', message='Your card was declined, try another (code 51).'))",
  "Java maps":
    "{transaction={id=pay_7, amount=125.50, currency=EUR}, failure={provider=stripe, code=card_declined, message=Your card was declined, try another (code 51).}}",
  "Kotlin data classes":
    "Payment(transaction=Transaction(id=pay_7, amount=125.50, currency=EUR), failure=Failure(provider=stripe, code=card_declined, message=Your card was declined, try another (code 51).))",
  "Java records":
    "Payment[transaction=Transaction[id=pay_7, amount=125.50, currency=EUR], failure=Failure[provider=stripe, code=card_declined, message=Your card was declined, try another (code 51).]]",
  "an Android bundle":
    "Bundle[{transaction=Bundle[{id=pay_7, amount=125.50, currency=EUR}], failure=Bundle[{provider=stripe, code=card_declined, message=Your card was declined, try another (code 51).}]}]",
  "Dart maps":
    "{transaction: {id: pay_7, amount: 125.50, currency: EUR}, failure: {provider: stripe, code: card_declined, message: Your card was declined, try another (code 51).}}",
  "Go structs":
    "&{transaction:{id:pay_7 amount:125.50 currency:EUR} failure:map[code:card_declined message:Your card was declined, try another (code 51). provider:stripe]}",
  "Objective-C dictionaries": `{
    failure =     {
        code = "card_declined";
        message = "Your card was declined, try another (code 51).";
        provider = stripe;
    };
    transaction =     {
        amount = "125.50";
        currency = EUR;
        id = "pay_7";
    };
}`,
  "Swift structs":
    'Payment(transaction: Optional(Acme.Transaction(id: "pay_7", amount: 125.50, currency: "EUR")), failure: Failure(provider: "stripe", code: "card_declined", message: "Your card was declined, try another (code 51)."))',
  "Rust's debug format":
    'Payment { transaction: Transaction { id: "pay_7", amount: Some("125.50"), currency: "EUR" }, failure: Failure { provider: "stripe", code: "card_declined", message: "Your card was declined, try another (code 51)." } }',
  "C# records":
    "Payment { transaction = Transaction { id = pay_7, amount = 125.50, currency = EUR }, failure = Failure { provider = stripe, code = card_declined, message = Your card was declined, try another (code 51). } }",
  "Perl's Data::Dumper": `$VAR1 = {
          'transaction' => {
                             'id' => 'pay_7',
                             'amount' => '125.50',
                             'currency' => 'EUR'
                           },
          'failure' => bless( {
                         'provider' => 'stripe',
                         'code' => 'card_declined',
                         'message' => 'Your card was declined, try another (code 51).'
                       }, 'Acme::Failure' )
        };`,
  Elixir:
    '%{transaction: %{id: "pay_7", amount: "125.50", currency: "EUR"}, failure: %{provider: "stripe", code: :card_declined, message: "Your card was declined, try another (code 51)."}}',
  "Node's console": `Payment {
  transaction: { id: 'pay_7', amount: '125.50', currency: 'EUR' },
  failure: Failure {
    provider: 'stripe',
    code: 'card_declined',
    message: 'Your card was declined, ' +
      'try another (code 51).'
  }
}`,
};

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe("a value as another language prints it is read as its JSON", () => {
  it.each(Object.entries(printed))("%s", (_, text) => {
    expect(plain(contextOf(text))).toEqual(context);
  });

  it.each(Object.entries(printed))("%s, in a log, between a stack trace and a comment", (_, text) => {
    const around = `2026-11-22 09:00:00 ERROR payment failed\n# see below\n${text}\n    at com.acme.Pay.run(Pay.java:12)\n`;
    expect(plain(contextOf(around))).toEqual(context);
  });
});

describe("what stands in a printed value", () => {
  it("is not an amount of digits alone where texts have no quotes: it is ambiguous as a text is", () => {
    const error = refusal("{transaction={amount=10.000, currency=EUR}, failure={code=51}}");
    expect(error.reason).toBe("amount_ambiguous");
  });

  it("keeps the digits of a number", () => {
    const text =
      "{'transaction': Transaction(amount=12345678901234567890.10, currency='EUR'), 'failure': {'code': Code.X}}";
    expect(contextOf(text)).toMatchObject({ transaction: { amount: "12345678901234567890.10" } });
  });

  it.each([
    [
      "PHP's empty text",
      "Array\n(\n    [failure] => Array\n        (\n            [code] => 51\n            [message] => \n        )\n\n)",
    ],
    ["Java's null", "{failure={code=51, message=null}}"],
    ["Go's nil", "&{failure:{code:51 message:<nil>}}"],
    ["what Node does not show", "Payment { failure: { code: '51', message: [Object], cause: undefined } }"],
  ])("is left out where nothing was said: %s", (_, text) => {
    const { failure } = contextOf(text) as { failure: { code: unknown; message?: unknown } };
    expect(`${failure.code}`).toBe("51");
    expect(failure.message ?? null).toBeNull();
  });

  it("may go on over several lines in PHP", () => {
    const text =
      "Array\n(\n    [failure] => Array\n        (\n            [code] => 51\n            [message] => first\n(second)\n\n        )\n\n)";
    expect(contextOf(text)).toMatchObject({ failure: { message: "first\n(second)" } });
  });

  it("is as long as PHP says, quotes and all", () => {
    const text = 'array(1) {\n  ["failure"]=>\n  array(1) {\n    ["message"]=>\n    string(14) "a "b" (€)"\n}"\n  }\n}';
    expect(contextOf(text)).toEqual({ failure: { message: 'a "b" (€)"\n}' } });
  });

  it("is told as one repair that shows what was read", () => {
    const { repairs } = readTransaction("{failure={code=51}}");
    expect(repairs).toEqual([
      { line: 1, column: 1, was: "{failure={code=51}}", now: '{"failure":{"code":51}}', kind: "structure" },
    ]);
  });

  it("has its places: an ambiguous amount is shown where it stands", () => {
    const error = refusal(
      "log\nArray\n(\n    [transaction] => Array\n        (\n            [amount] => 10.000\n            [currency] => EUR\n        )\n\n)",
    );
    expect([error.line, error.column]).toEqual([6, 25]);
  });

  it("is refused with two values for one key", () => {
    expect(refusal("{transaction={amount=1.00, amount=2.00, currency=EUR}, failure={code=51}}").reason).toBe(
      "two_values",
    );
  });

  it.each([
    ["a print_r", "Array\n(\n    [transaction] => Array\n        (\n            [amount] => 5.00\n"],
    ["a print_r on one line", "Array ( [transaction] => Array ( [currency] => EUR [amount] => 5.0"],
    ["a map", "{transaction={amount=50.00, currency=EUR}, failure={code=5"],
    ["a var_dump", 'array(1) {\n  ["transaction"]=>\n  array(2) {\n    ["amount"]=>\n    string(4) "5.0'],
  ])("is not read where it is cut off: %s", (_, text) => {
    refusal(text);
  });

  it("takes names of a prototype as names", () => {
    const context = contextOf("{failure={code=51, __proto__={code=9}, constructor=x}}") as { failure: object };
    expect(Object.getPrototypeOf(context.failure)).toBe(Object.prototype);
    expect(Object.hasOwn(context.failure, "__proto__")).toBe(true);
  });

  it.each([
    ["levels of a map", "{a=".repeat(100_000)],
    ["levels of an array", "array (0=>".repeat(100_000)],
    ["levels of print_r", "Array\n(\n[a] => ".repeat(100_000)],
    ["classes that are not closed", "Foo(a=".repeat(100_000)],
  ])("is refused at 100,000 %s", (_, text) => {
    refusal(text);
  });
});
