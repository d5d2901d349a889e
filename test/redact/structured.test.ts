import { describe, expect, test } from "vitest";
import { redactText } from "../../src/redact/index.js";

const VISA = "4012888888881881";

describe("JSON in a text", () => {
  test.each([
    [
      "a bare number becomes a text",
      '{"pin" : 1234,"x":{"phone":12345}}',
      '{"pin" : "<SECRET_1>","x":{"phone":"<PHONE_1>"}}',
    ],
    ["with the quotes of its own", "{'pin':1234,'token':{'v':'1'}}", "{'pin':'<SECRET_1>','token':'<SECRET_2>'}"],
    ["a secret object goes whole", '{"token":{"v":"a}b]"},"x":"keep me"}', '{"token":"<SECRET_1>","x":"keep me"}'],
    ["a secret list goes whole", '{"tokens":[{"v":"12345"}],"amount":5}', '{"tokens":"<SECRET_1>","amount":5}'],
    ["a secret object that is cut off goes to the end", '{"token":{"v":"abc', '{"token":"<SECRET_1>"'],
    ["a value that is cut off ends with its line", '{"pin":"1234\n"amount":5}', '{"pin":"<SECRET_1>\n"amount":5}'],
    ["and so does an address", '{"address":"Jl. Mawar 5, Jakar\n(cut)', '{"address":"<ADDRESS_1>\n(cut)'],
    ["an escaped quote ends no value", '{"password":"a\\"b1c2","x":1}', '{"password":"<SECRET_1>","x":1}'],
    ["a list is of its key", '{"phones":["12345"],"note":"54321"}', '{"phones":["<PHONE_1>"],"note":"54321"}'],
    [
      "a name is read with all that encloses it",
      '{"a":{"customer":{"name":"Budi Santoso"}},"merchant":[{"nama":"Toko Maju"}],"nama":"Siti"}',
      '{"a":{"customer":{"name":"<NAME_1>"}},"merchant":[{"nama":"Toko Maju"}],"nama":"<NAME_2>"}',
    ],
    [
      "an apostrophe opens nothing",
      `It's wrong: {"customer":{"name":"Budi"}}`,
      `It's wrong: {"customer":{"name":"<NAME_1>"}}`,
    ],
    ["a hash of Ruby", '{"pin"=>"1234", "phone"=>12345}', '{"pin"=>"<SECRET_1>", "phone"=>"<PHONE_1>"}'],
    [
      "inside a JSON string",
      '{"body":"{\\"customer\\":{\\"name\\":\\"Budi Santoso\\"}}","amount":"5"}',
      '{"body":"{\\"customer\\":{\\"name\\":\\"<NAME_1>\\"}}","amount":"5"}',
    ],
    [
      "inside a second JSON string",
      '{"a":"{\\"x\\":1}","b":"[1]","billing":"{\\"name\\":\\"Budi Santoso\\"}"}',
      '{"a":"{\\"x\\":1}","b":"[1]","billing":"{\\"name\\":\\"<NAME_1>\\"}"}',
    ],
  ])("%s", (_, text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  test.each([
    '{"pin":null,"password":true}',
    '{"merchant":{"nama":"Toko Maju"}}',
    `{"order_id":${VISA},"debited":true}`,
    "<cvv> </cvv>",
  ])("nothing is changed in: %s", (text) => {
    expect(redactText(text)).toBe(text);
  });

  test.each([
    ["a label among its attributes", '<param name="cvv">847</param>', '<param name="cvv"><SECRET_1></param>'],
    [
      "its attributes",
      '<card number="4012888888881881" cvv="847"/>',
      '<card number="<CARD_1 …1881>" cvv="<SECRET_1>"/>',
    ],
    ["its name, also where the text ends in it", "<cvv>847", "<cvv><SECRET_1>"],
    [
      "the elements around it, not those before it",
      "<customer><name>Budi Santoso</name></customer><name>Gopay</name>",
      "<customer><name><NAME_1></name></customer><name>Gopay</name>",
    ],
    [
      "no element that is empty",
      '<customer id="c-1"/><name>Gopay</name><customer /><name>Gopay</name>',
      '<customer id="<CUSTOMER_1>"/><name>Gopay</name><customer /><name>Gopay</name>',
    ],
    [
      "the elements around it, whatever else ends in them that never began",
      "<customer></br><name>Budi Santoso</name></customer>",
      "<customer></br><name><NAME_1></name></customer>",
    ],
    [
      "the elements around it, also where one ends twice",
      "<a></a><customer></a><name>Budi Santoso</name></customer>",
      "<a></a><customer></a><name><NAME_1></name></customer>",
    ],
    [
      "the outer of two of the same name",
      "<customer><customer><id>1</id></customer><name>Budi Santoso</name></customer>",
      "<customer><customer><id><CUSTOMER_1></id></customer><name><NAME_1></name></customer>",
    ],
    ["nothing where no element is", "<![CDATA[8471]]>", "<![CDATA[8471]]>"],
    [
      "a label of something that is no secret",
      '<field name="customer_id">C-77</field>',
      '<field name="customer_id"><CUSTOMER_1></field>',
    ],
    ["its attributes as what belongs to it", '<customer name="Budi Santoso"/>', '<customer name="<NAME_1>"/>'],
    ["its attributes once", "<merchant nama = 'Toko Maju'/>", "<merchant nama = 'Toko Maju'/>"],
    ["the elements around it, in an excerpt", "<customer><name>Budi Santoso", "<customer><name><NAME_1>"],
  ])("an element of XML is read by %s", (_name, text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  test.each([
    ['{"customer":{"a":1) ,"name":"Budi Santoso"}}', '{"customer":{"a":1) ,"name":"<NAME_1>"}}'],
    ['{"a":(1), "customer":{"x":1) ,"name":"Budi Santoso"}}', '{"a":(1), "customer":{"x":1) ,"name":"<NAME_1>"}}'],
    ['{"customer":{"a":[1},"name":"Gopay"}', '{"customer":{"a":[1},"name":"Gopay"}'],
  ])(
    "a bracket that nothing opened ends nothing, one that is left open ends with the one around it: %s",
    (text, expected) => {
      expect(redactText(text)).toBe(expected);
    },
  );

  test.each([
    ['{u"customer": {u"name": u"Budi Santoso"}}', '{u"customer": {u"name": u"<NAME_1>"}}'],
    ['{"customer":{"b":"{\\"c\\":1}","name":"Budi Santoso"}}', '{"customer":{"b":"{\\"c\\":1}","name":"<NAME_1>"}}'],
    ['["cvv" , "847"]', '["cvv" , "<SECRET_1>"]'],
    ['{"errors":["cvv","failed"],"code":51}', '{"errors":["cvv","failed"],"code":51}'],
    ["customer =\n{name: Budi Santoso}", "customer =\n{name: <NAME_1>}"],
    [
      "[name] => Gopay\n[customer] => Array\n(\n [name] => Budi Santoso\n)\n",
      "[name] => Gopay\n[customer] => Array\n(\n [name] => <NAME_1>\n)\n",
    ],
    [
      "fields={2=4012888888881881, 52=A1B2C3D4E5F60718, 3=000000}",
      "fields={2=<CARD_1 …1881>, 52=<SECRET_1>, 3=000000}",
    ],
  ])("strings and keys are read as their language writes them: %s", (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  test.each([
    ["a name that is the text of a key", '{"phone":"email"}', '{"phone":"<PHONE_1>"}'],
    ["a key that is no name of a secret", '{"key":"a1b2c3d4","note":"otp"}', '{"key":"<SECRET_1>","note":"otp"}'],
    ["the name of a secret as a note", '{"note":"cvv","value":"1234"}', '{"note":"cvv","value":"1234"}'],
    ["a name without a contact", '{"name":"Budi Santoso","amount":"5"}', '{"name":"Budi Santoso","amount":"5"}'],
    [
      "a name and a contact late in a text",
      `${"a ".repeat(400)}{"name":"Budi Santoso","email":"a@b.example"}`,
      `${"a ".repeat(400)}{"name":"<NAME_1>","email":"<EMAIL_1>"}`,
    ],
    [
      "a merchant's name beside its address",
      '{"merchant":{"name":"Rina Wijaya","email":"a@b.example"}}',
      '{"merchant":{"name":"Rina Wijaya","email":"<EMAIL_1>"}}',
    ],
  ])("a label or a contact decides: %s", (_name, text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  const sentence = "Please enter the one time code that we have sent to this number: pin";
  test.each([
    `{"name":"${sentence}","value":"51"}`,
    `["${sentence}","51"]`,
    "Contact the customer: (name=Gopay)",
    "Bad token: {code: 5}",
    'Sent with this token: {"code": "E51"}',
  ])("a sentence names no value and opens no object: %s", (text) => {
    expect(redactText(text)).toBe(text);
  });

  const between = (signs: number): string => " ".repeat(signs - '"value":'.length - 1);
  test.each([
    ["a label before its value, as long as it is near", `{"name":"cvv",${between(290)}"value":"x1234"}`, true],
    ["a label far from its value", `{"name":"cvv",${between(301)}"value":"x1234"}`, false],
    ["a label after its value, as long as it is near", `{"value":"x1234",${" ".repeat(280)}"name":"cvv"}`, true],
    ["a label far behind its value", `{"value":"x1234",${" ".repeat(300)}"name":"cvv"}`, false],
  ])("in a text with %s", (_name, text, isHidden) => {
    expect(redactText(`log: ${text}`).includes("x1234")).toBe(!isHidden);
  });

  test("an element of XML is read by its name without the prefix", () => {
    expect(redactText('<pay:nama>Budi</pay:nama><phone kind="home"><![CDATA[12345]]></phone>')).toBe(
      '<pay:nama><NAME_1></pay:nama><phone kind="home"><![CDATA[<PHONE_1>]]></phone>',
    );
  });
});

describe("a key and its value in a line", () => {
  test.each([
    ["kata%20sandi=abc%20def&x=1", "kata%20sandi=<SECRET_1>&x=1"],
    ["phone = 12345", "phone = <PHONE_1>"],
    ["customer_id = C-77\nphone =\nstatus=failed", "customer_id = <CUSTOMER_1>\nphone =\nstatus=failed"],
    ["phone=12345&x=1", "phone=<PHONE_1>&x=1"],
    ["pin=1234,amount=5", "pin=<SECRET_1>,amount=5"],
    ["phone=12345,amount=5", "phone=<PHONE_1>,amount=5"],
    ["alamat=Jl.Mawar5, amount=10", "alamat=<ADDRESS_1>, amount=10"],
    ["phone='12 34 5', ok", "phone='<PHONE_1>', ok"],
    ["phone=12 345 67 ok", "phone=<PHONE_1> ok"],
    ["no_rek=123 456 78 kami", "no_rek=<ACCOUNT_1> kami"],
    ["nik=12 34 56 78 ok", "nik=<ID_1> ok"],
    ["kartu=12 34 56 78 ok", "kartu=<CARD_1> ok"],
    ['{"log":"password=\\"my secret 1\\" failed"}', '{"log":"password=\\"<SECRET_1>\\" failed"}'],
    ['password = "two words"', 'password = "<SECRET_1>"'],
    ["(password: hunterx), next", "(password: <SECRET_1>), next"],
    ["{pin: 1234})", "{pin: <SECRET_1>})"],
    ["**Password**: hunterx", "**Password**: <SECRET_1>"],
    ["password:  hunterx", "password:  <SECRET_1>"],
    ["password:\n  hunterx", "password:\n  hunterx"],
    ["password: abc", "password: <SECRET_1>"],
    ["password: 'wrong'", "password: '<SECRET_1>'"],
    ["PIN: 12-3 or PIN: 1-23", "PIN: <SECRET_1> or PIN: <SECRET_2>"],
    ["Cookie: a=1; b=2\nHost: x", "Cookie: <SECRET_1>\nHost: x"],
    ["seed phrase: apple pear plum", "seed phrase: <SECRET_1>"],
    ["kata sandi: rahasia", "kata sandi: <SECRET_1>"],
    ["password kamu: abcdef", "password kamu: <SECRET_1>"],
    ["virtual account: ABC-12345", "virtual account: <ACCOUNT_1>"],
    ["date of birth: 1990-01-02", "date of birth: <ID_1>"],
    ["Alamat: Jl. Mawar 5, Jakarta", "Alamat: <ADDRESS_1>"],
    ["Customer: C-77", "Customer: <CUSTOMER_1>"],
    ["order_id: 4012888888881881, id: 4012888888881881", "order_id: 4012888888881881, id: <CARD_1 …1881>"],
    ["Id: 4012888888881881", "Id: <CARD_1 …1881>"],
    [
      "otp                      = 84a1\nreference                = R-1",
      "otp                      = <SECRET_1>\nreference                = R-1",
    ],
    ["a%ZZ=1 pin=8471", "a%ZZ=1 pin=<SECRET_1>"],
    ["card%5Bcvv%5D=847&x=1", "card%5Bcvv%5D=<SECRET_1>&x=1"],
    ['pin=\\"8471\\" failed', 'pin=\\"<SECRET_1>\\" failed'],
    ["a::password:hunter2", "a::password:<SECRET_1>"],
    ["otp:a1b2 next", "otp:<SECRET_1> next"],
    ["customer_name=Budi Santoso amount=5", "customer_name=<NAME_1> amount=5"],
    ["customer=Budi Santoso amount=5", "customer=<CUSTOMER_1> amount=5"],
    ["customer_id=C42 Failed", "customer_id=<CUSTOMER_1> Failed"],
    ["User(password=my secret phrase, id=5)", "User(password=<SECRET_1>, id=5)"],
    ["{address=Jl. Sudirman 5 Jakarta, city=x}", "{address=<ADDRESS_1>, city=x}"],
    ["card=object(stdClass) { pin=8471 }", "card=object(stdClass) { pin=<SECRET_1> }"],
    ["card=&Card{pin: 8471}", "card=&Card{pin: <SECRET_1>}"],
    ["customer=*Customer{id: 5}", "customer=*Customer{id: <CUSTOMER_1>}"],
    ["(customer_id=C42)", "(customer_id=<CUSTOMER_1>)"],
    ["customer: C42(old)", "customer: <CUSTOMER_1>)"],
    ["user%5Bname%5D=Budi&x=1", "user%5Bname%5D=<NAME_1>&x=1"],
    ["2nd_phone=12345", "2nd_phone=<PHONE_1>"],
    ['customer_id=\\\\"C-77\\\\" ok', 'customer_id=\\\\"<CUSTOMER_1>\\\\" ok'],
    ["the Id: 4012888888881881", "the Id: <CARD_1 …1881>"],
    ["payee=Budi Santoso amount=5", "payee=<PAYEE_1> amount=5"],
    ["customer=Budi7 Failed", "customer=<CUSTOMER_1> Failed"],
    ["customer=C-Budi Failed", "customer=<CUSTOMER_1> Failed"],
    ["(customer_id=C-77 status 51)", "(customer_id=<CUSTOMER_1> status 51)"],
    ["{pin: 8471 status failed}", "{pin: <SECRET_1> status failed}"],
    ["customer_id=77 200 OK", "customer_id=<CUSTOMER_1> 200 OK"],
    [`${"a ".repeat(200)}pin=1234,amount=5`, `${"a ".repeat(200)}pin=<SECRET_1>,amount=5`],
    [`password=${"ab-".repeat(120)} ok`, "password=<SECRET_1> ok"],
    [
      "customer:\n  merchant: {name: Gopay}\n  name: Budi Santoso",
      "customer:\n  merchant: {name: Gopay}\n  name: <NAME_1>",
    ],
  ])("%s", (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  test.each([
    ...["Customer name", "Cardholder name", "Card holder", "card holder name", "name on card", "account name"],
    ...["nama lengkap", "nama pelanggan", "nama penerima", "atas nama"],
  ])("the name of a person is masked after %s", (key) => {
    expect(redactText(`${key}: Budi Santoso, paid`)).toBe(`${key}: <NAME_1>, paid`);
  });

  test.each([
    ...["PIN: 3 attempts", "OTP: dikirim ke nomor Anda", "kode otp: dikirim", "cvv: tercetak", "cvc: tercetak"],
    ...["password: x", "password: wrong.", "password: wrong!!", "wrong pin for order: A-77x", "Phone: not given"],
    ...["telepon untuk pesanan: 4012345", "token for code: E4021X", "User::C42 failed", "items:\n- Pulsa50"],
    ...["customer:\n  at 10:45 CET", "customer:\n  8471: 12345", "customer=\n  name: Gopay"],
    ...["Customer: please retry", "merchant name: Toko Maju", "bank name: BCA", `id=${VISA}`, `orderId: ${VISA}`],
  ])("nothing is changed in: %s", (text) => {
    expect(redactText(text)).toBe(text);
  });
});

describe("a part of a path that names the next one", () => {
  test.each([
    ["a phone", "GET /v1_0/accountholder/msisdn/22890112233/active", "GET /v1_0/accountholder/msisdn/<PHONE_1>/active"],
    [
      "with its sign and its at escaped",
      "https://api.shop.example/phone/%2B256772123456/orders, /customers/anna%40example.com?x=1",
      "https://api.shop.example/phone/<PHONE_1>/orders, /customers/<EMAIL_1>?x=1",
    ],
    [
      "an account, a card and a user; not the order beside them",
      "(/users/100293/cards/4012888888881881), /accounts/0012345678/transfers/99812734.",
      "(/users/<CUSTOMER_1>/cards/<CARD_1 …1881>), /accounts/<ACCOUNT_1>/transfers/99812734.",
    ],
    [
      "words and versions are no numbers",
      "/user/profile/settings /card/tokens /phone/v1 /payments/20231128 /issues/83 /accounts/v20231",
      "/user/profile/settings /card/tokens /phone/v1 /payments/20231128 /issues/83 /accounts/v20231",
    ],
  ])("%s", (_name, text, expected) => {
    expect(redactText(text)).toBe(expected);
  });
});
