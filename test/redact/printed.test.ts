import { describe, expect, test } from "vitest";
import { redactText } from "../../src/redact/index.js";

const VISA = "4012888888881881";

describe("a printed value of another language", () => {
  test.each([
    [
      "print_r, with all that encloses a member",
      "Array\n(\n    [cvv] => 847\n    [password] => two words\n    [line2] => \n    [owner] => stdClass Object\n        (\n            [name] => Joe Doe\n            [status] => active\n        )\n\n    [merchant] => Array\n        (\n            [name] => Toko Maju\n        )\n\n    [error] => card_declined\n)",
      "Array\n(\n    [cvv] => <SECRET_1>\n    [password] => <SECRET_2>\n    [line2] => \n    [owner] => stdClass Object\n        (\n            [name] => <NAME_1>\n            [status] => active\n        )\n\n    [merchant] => Array\n        (\n            [name] => Toko Maju\n        )\n\n    [error] => card_declined\n)",
    ],
    [
      "print_r in one line",
      "Array ( [cvv] => 847 [owner] => Array ( [name] => Joe Doe [code] => 51 ) [order_id] => 12 )",
      "Array ( [cvv] => <SECRET_1> [owner] => Array ( [name] => <NAME_1> [code] => 51 ) [order_id] => 12 )",
    ],
    [
      "var_dump",
      'array(4) {\n  ["cvv"]=>\n  string(3) "847"\n  ["pin"]=>\n  int(1234)\n  ["holder":protected]=>\n  string(9) "Joe "X" D"\n  ["customer"]=>\n  array(1) {\n    ["name"]=>\n    string(7) "Joe Doe"\n  }\n  ["code"]=>\n  string(2) "51"\n}',
      'array(4) {\n  ["cvv"]=>\n  string(3) "<SECRET_1>"\n  ["pin"]=>\n  int(<SECRET_2>)\n  ["holder":protected]=>\n  string(9) "<NAME_1>"\n  ["customer"]=>\n  array(1) {\n    ["name"]=>\n    string(7) "<NAME_2>"\n  }\n  ["code"]=>\n  string(2) "51"\n}',
    ],
    [
      "var_dump of a private member",
      `object(Card)#3 (1) {\n  ["number":"Card":private]=>\n  string(16) "${VISA}"\n}`,
      'object(Card)#3 (1) {\n  ["number":"Card":private]=>\n  string(16) "<CARD_1 …1881>"\n}',
    ],
    [
      "var_dump of Xdebug",
      "  'cvv' =>\n    string '847' (length=3)\n  public 'holder_name' => string 'Joe Doe' (length=7)\n  'code' => string '51' (length=2)",
      "  'cvv' =>\n    string '<SECRET_1>' (length=3)\n  public 'holder_name' => string '<NAME_1>' (length=7)\n  'code' => string '51' (length=2)",
    ],
    [
      "var_export",
      "array (\n  'pin' => '1234',\n  'token' => NULL,\n  'customer' => \n  array (\n    'name' => 'Joe Doe',\n    'company' => NULL,\n  ),\n  'code' => '51',\n)",
      "array (\n  'pin' => '<SECRET_1>',\n  'token' => NULL,\n  'customer' => \n  array (\n    'name' => '<NAME_1>',\n    'company' => NULL,\n  ),\n  'code' => '51',\n)",
    ],
    [
      "dump of Swift, which says an optional twice",
      '▿ Card\n  ▿ cvv: Optional("847")\n    - some: "847"\n  ▿ amount: Optional(500)\n    - some: 500\n  - code: "51"',
      '▿ Card\n  ▿ cvv: Optional("<SECRET_1>")\n    - some: "<SECRET_1>"\n  ▿ amount: Optional(500)\n    - some: 500\n  - code: "51"',
    ],
    ["Debug of Rust", 'Card { cvv: Some("847"), exp: None }', 'Card { cvv: Some("<SECRET_1>"), exp: None }'],
    [
      "a card with its expiry and code in one text",
      `cc ${VISA}|12|26|847, then "card": "${VISA};12/26;847"`,
      'cc <CARD_1 …1881>|12|26|<SECRET_1>, then "card": "<CARD_1 …1881>;12/26;<SECRET_1>"',
    ],
    [
      "repr of Python 2, with the letter in front of its texts",
      `<Payment {amount: Decimal('12.00'), credit_card: {u'cardholder_name': u'Joe Doe', u'code': u'51'}}> name=u"Joe"`,
      `<Payment {amount: Decimal('12.00'), credit_card: {u'cardholder_name': u'<NAME_1>', u'code': u'51'}}> name=u"Joe"`,
    ],
    [
      "inspect of Ruby",
      '{:cvv=>847, :pin=>"1234", :customer=>{:name=>"Joe Doe"}, :error_code=>"51", "otp"=>"123456"}',
      '{:cvv=><SECRET_1>, :pin=>"<SECRET_2>", :customer=>{:name=>"<NAME_1>"}, :error_code=>"51", "otp"=>"<SECRET_3>"}',
    ],
    [
      "repr of Python",
      "{'cvv': u'847', 'customer': {'name': 'Joe Doe', 'status': 'active'}, 'amount': Decimal('12.50'), 'token': None}",
      "{'cvv': u'<SECRET_1>', 'customer': {'name': '<NAME_1>', 'status': 'active'}, 'amount': Decimal('12.50'), 'token': None}",
    ],
    [
      "toString of Java and Kotlin",
      "Payment(amount=100, card=Card(number=1234, cvv=847, holder=Joe Doe), status=FAILED, customer=Customer(name=Joe Doe, phone=5551))",
      "Payment(amount=100, card=Card(number=<CARD_1>, cvv=<SECRET_1>, holder=<NAME_1>), status=FAILED, customer=Customer(name=<NAME_1>, phone=<PHONE_1>))",
    ],
    [
      "a map of Java",
      "{cvv=847, customer={name=John Doe, phone=5551, status=active}, password=my secret word, error=51}",
      "{cvv=<SECRET_1>, customer={name=<NAME_1>, phone=<PHONE_1>, status=active}, password=<SECRET_2>, error=51}",
    ],
    [
      "a bundle of Android",
      "Bundle[{pin=1234, payee={name=Jane Roe}, amount=12}]",
      "Bundle[{pin=<SECRET_1>, payee={name=<NAME_1>}, amount=12}]",
    ],
    [
      "a map of Dart",
      "{status: error, customer: {name: John Doe, state: active}, cvv: 847}",
      "{status: error, customer: {name: <NAME_1>, state: active}, cvv: <SECRET_1>}",
    ],
    [
      "a struct of Go",
      "&{Cvv:847 Card:{Number:12345678 Holder:John Doe Exp:12/30} Code:51} map[pin:1234 code:51]",
      "&{Cvv:<SECRET_1> Card:{Number:<CARD_1> Holder:<NAME_1> Exp:12/30} Code:51} map[pin:<SECRET_2> code:51]",
    ],
    [
      "an error of Swift",
      'Error Domain=Pay Code=-1001 UserInfo={NSLocalizedDescription=Timed out., cardholder=John Doe, "cvv": "847", code=51}',
      'Error Domain=Pay Code=-1001 UserInfo={NSLocalizedDescription=Timed out., cardholder=<NAME_1>, "cvv": "<SECRET_1>", code=51}',
    ],
    [
      "a dictionary of Objective-C",
      '{\n    cvv = 847;\n    customer =     {\n        name = "John Doe";\n        phone = 5551;\n    };\n    error = declined;\n}',
      '{\n    cvv = <SECRET_1>;\n    customer =     {\n        name = "<NAME_1>";\n        phone = <PHONE_1>;\n    };\n    error = declined;\n}',
    ],
    [
      "a dump of a console",
      "{ error: { code: 'x', customer: { name: 'Joe Doe', status: 'active' } }, cvv: '847', token: { v: '1' } }",
      "{ error: { code: 'x', customer: { name: '<NAME_1>', status: 'active' } }, cvv: '<SECRET_1>', token: '<SECRET_2>' }",
    ],
    [
      "YAML",
      "customer:\n  name: John Doe\n  status: active\nmerchant:\n  name: Toko Maju\n:pin: '1234'\nauthorization: \nfraud_review: \nerror_code: card_declined",
      "customer:\n  name: <NAME_1>\n  status: active\nmerchant:\n  name: Toko Maju\n:pin: '<SECRET_1>'\nauthorization: \nfraud_review: \nerror_code: card_declined",
    ],
    [
      "fields of a log",
      "level=error customer_name=Budi Santoso status=failed code=51 password=abc(def",
      "level=error customer_name=<NAME_1> status=failed code=51 password=<SECRET_1>",
    ],
    [
      "a form",
      "card[cvv]=847&card[number]=12345678&customer[name]=Joe+Doe&amount=12",
      "card[cvv]=<SECRET_1>&card[number]=<CARD_1>&customer[name]=<NAME_1>&amount=12",
    ],
    [
      "a form in parts",
      'Content-Disposition: form-data; name="cvv"\r\n\r\n847\r\n--x\r\nContent-Disposition: form-data; name="code"\r\n\r\n51',
      'Content-Disposition: form-data; name="cvv"\r\n\r\n<SECRET_1>\r\n--x\r\nContent-Disposition: form-data; name="code"\r\n\r\n51',
    ],
  ])("%s", (_, text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  test.each([
    "authorization: \nfraud_review: \nerror_code: card_declined",
    '"token":\n"amount": 5',
    "cvv:\n100000 IDR",
    "[cvv] => \n[code] => 51",
    "token=\nstatus=failed",
    "PIN\n482913 is the order",
  ])("never takes its value from the next line: %j", (text) => {
    expect(redactText(text)).toBe(text);
  });

  test("takes it from the next line in JSON, where only a value can follow", () => {
    expect(redactText('{"pin":\n  1234}, {"cvv":\n "847"}')).toBe('{"pin":\n  "<SECRET_1>"}, {"cvv":\n "<SECRET_2>"}');
  });

  test.each([
    ...["Error: [declined] (PIN: wrong) :) ]}", "routing key = withdraw.updated", "Request with this token: {id: 5}"],
    ...["ContractFunctionError address:   0x804ffc294b97d4d0136d4cd2c4c194b1dbc4b3d0", "SigningPubKey: 03A682DDC4"],
  ])("is not in: %s", (text) => {
    expect(redactText(text)).toBe(text);
  });
});

describe("a pair of a name and a value", () => {
  test.each([
    ['[{"name":"cvv","value":"847"}]', '[{"name":"cvv","value":"<SECRET_1>"}]'],
    ['[{"value":"1234","name":"pin"}]', '[{"value":"<SECRET_1>","name":"pin"}]'],
    ['{"type":"CPF","number":"12345"}', '{"type":"CPF","number":"<ID_1>"}'],
    ['{"key":"otp","type":"string","value":"12"}', '{"key":"otp","type":"string","value":"<SECRET_1>"}'],
    ['{"Name":"PhoneNumber","Value":123}', '{"Name":"PhoneNumber","Value":"<PHONE_1>"}'],
    [`{"name":"order_id","value":"${VISA}"}`, `{"name":"order_id","value":"${VISA}"}`],
    [
      "- name: cvv\n  value: 847\n- name: status\n  value: 847",
      "- name: cvv\n  value: <SECRET_1>\n- name: status\n  value: 847",
    ],
    ["<name>pin</name><value>1234</value>", "<name>pin</name><value><SECRET_1></value>"],
    ["<d><type>CPF</type><value>12345</value></d>", "<d><type>CPF</type><value><ID_1></value></d>"],
    ['<param name="cvv" value="847"/>', '<param name="cvv" value="<SECRET_1>"/>'],
    ['<field name="pin">1234</field>', '<field name="pin"><SECRET_1></field>'],
  ])("in a text: %s", (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });
});

describe("XML", () => {
  test.each([
    [
      "<customer><name>Joe Doe</name><status>ok</status></customer><merchant><name>Toko</name></merchant>",
      "<customer><name><NAME_1></name><status>ok</status></customer><merchant><name>Toko</name></merchant>",
    ],
    [
      '<card number="12345678" cvv="847" holder="Joe Doe" code="51"/>',
      '<card number="<CARD_1>" cvv="<SECRET_1>" holder="<NAME_1>" code="51"/>',
    ],
    [
      "<phone><areaCode>54</areaCode><number>12345</number></phone>",
      "<phone><areaCode>54</areaCode><number><PHONE_1></number></phone>",
    ],
    [
      "<sender><br><name><![CDATA[Ana Reis]]></name></sender><name>x</name>",
      "<sender><br><name><![CDATA[<NAME_1>]]></name></sender><name>x</name>",
    ],
    ["<token><id>abc1</id></token><id>abc1</id>", "<token><id><SECRET_1></id></token><id>abc1</id>"],
    ["<cvv>847\nnext", "<cvv><SECRET_1>\nnext"],
  ])("is read with what encloses it: %s", (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  test("a word in angle brackets in a sentence begins nothing", () => {
    expect(redactText("mail <email> for details <b>or</b> call")).toBe("mail <email> for details <b>or</b> call");
  });
});
