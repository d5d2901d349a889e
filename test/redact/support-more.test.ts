import { describe, expect, test } from "vitest";
import { redactText } from "../../src/redact/index.js";

describe("a chat, a mail, a statement, a statement of SQL", () => {
  test.each([
    [
      "RCK7X1AB2C Imethibitishwa. Ksh500.00 imetumwa kwa JUMA OTIENO 0722000417 tarehe 3/3/26 saa 9:12 AM.",
      "RCK7X1AB2C Imethibitishwa. Ksh500.00 imetumwa kwa <NAME_1> <PHONE_1> tarehe 3/3/26 saa 9:12 AM.",
    ],
    [
      "Umepokea Tsh20,000.00 kutoka kwa ASHA MWINYI 255754123456. Salio lako jipya ni Tsh35,000.00.",
      "Umepokea Tsh20,000.00 kutoka kwa <NAME_1> <PHONE_1>. Salio lako jipya ni Tsh35,000.00.",
    ],
    ["G-482913 is your Google verification code", "G-<SECRET_1> is your Google verification code"],
    [
      "Your OTP for txn of INR 2,500.00 at FLIPKART on card ending 1881 is 482913. Do not share.",
      "Your OTP for txn of INR 2,500.00 at FLIPKART on card ending 1881 is <SECRET_1>. Do not share.",
    ],
    [
      "Transferencia de $1,500.00 MXN a JUAN PEREZ LOPEZ rechazada. Clave de rastreo: MBAN01002603030012345678",
      "Transferencia de $1,500.00 MXN a <NAME_1> rechazada. Clave de rastreo: MBAN01002603030012345678",
    ],
    [
      "SPEI: CLABE 012180001234567897 beneficiario ANA RUIZ concepto renta",
      "SPEI: CLABE <ACCOUNT_1> beneficiario <NAME_1> concepto renta",
    ],
    [
      "Yape! CARLOS QUISPE M. te envió un pago por S/ 25.00. El cód. de seguridad es: 472",
      "Yape! <NAME_1> te envió un pago por S/ 25.00. El cód. de seguridad es: <SECRET_1>",
    ],
    [
      "Orange Money: Vous avez transfere 5000 FCFA a AMINATA DIALLO 771234567. Solde: 1200 FCFA",
      "Orange Money: Vous avez transfere 5000 FCFA a <NAME_1> <PHONE_1>. Solde: 1200 FCFA",
    ],
    ["MPESA PIN yako ni 4821", "MPESA PIN yako ni <SECRET_1>"],
    ["Nambari ya siri: 4821", "Nambari ya siri: <SECRET_1>"],
    ["namba ya siri ni 4821", "namba ya siri ni <SECRET_1>"],
    [
      "Airtel Money: Umetuma TZS 5000 kwa NEEMA JOHN 0784123456",
      "Airtel Money: Umetuma TZS 5000 kwa <NAME_1> <PHONE_1>",
    ],
    [
      "[10:31] Wambui Njeri: my card was declined\n[10:32] Support: which code?\n[10:33] Wambui Njeri: 51",
      "[10:31] <NAME_1>: my card was declined\n[10:32] Support: which code?\n[10:33] <NAME_1>: 51",
    ],
    ["[10:31] Wambui: my card was declined", "[10:31] <NAME_1>: my card was declined"],
    [
      "[03/03/2026, 10:31:12] Ana Ruiz: no pasa mi tarjeta\n[03/03/2026, 10:31:40] Soporte: código?",
      "[03/03/2026, 10:31:12] <NAME_1>: no pasa mi tarjeta\n[03/03/2026, 10:31:40] Soporte: código?",
    ],
    [
      "3/3/26, 10:31 AM - Budi Santoso: kok gagal ya\n3/3/26, 10:32 AM - CS GoPay: mohon tunggu",
      "3/3/26, 10:31 AM - <NAME_1>: kok gagal ya\n3/3/26, 10:32 AM - CS GoPay: mohon tunggu",
    ],
    [
      "03/03/26 10:31 - João Silva: pagamento recusado código 51",
      "03/03/26 10:31 - <NAME_1>: pagamento recusado código 51",
    ],
    ["03.03.26, 10:31 - Anna Muster: Karte abgelehnt (05)", "03.03.26, 10:31 - <NAME_1>: Karte abgelehnt (05)"],
    ["10:31 Siti Aminah: top up gagal", "10:31 <NAME_1>: top up gagal"],
    ["Wambui Njeri, [3 Mar 2026 10:31]\nmy payment failed", "<NAME_1>, [3 Mar 2026 10:31]\nmy payment failed"],
    [
      "Wambui Njeri  10:31 AM\nmy payment failed with do_not_honor",
      "<NAME_1>  10:31 AM\nmy payment failed with do_not_honor",
    ],
    [
      "Wambui Njeri [10:31 AM]\nmy payment failed with do_not_honor",
      "<NAME_1> [10:31 AM]\nmy payment failed with do_not_honor",
    ],
    [
      "Requester: Wambui Njeri\nAssignee: Otieno Juma\nSubject: card declined 05",
      "Requester: <NAME_1>\nAssignee: <NAME_2>\nSubject: card declined 05",
    ],
    ["Ticket #4821\nRequester\tWambui Njeri\nStatus\tOpen", "Ticket #4821\nRequester\t<NAME_1>\nStatus\tOpen"],
    [
      "Reported by: Ana Ruiz\nAssigned to: Luis Vega\nCause: insufficient_funds",
      "Reported by: <NAME_1>\nAssigned to: <NAME_2>\nCause: insufficient_funds",
    ],
    [
      "Conversation with Wambui Njeri\nStarted on March 3, 2026\n---\n10:31 AM | Wambui Njeri: declined\n10:32 AM | Operator: code?",
      "Conversation with <NAME_1>\nStarted on March 3, 2026\n---\n10:31 AM | <NAME_1>: declined\n10:32 AM | Operator: code?",
    ],
    ["Hi Wambui,\nyour payment failed (51).", "Hi <NAME_1>,\nyour payment failed (51)."],
    ["Hello Anna!\ncode 05", "Hello <NAME_1>!\ncode 05"],
    ["Hola Ana,\nsu pago fue rechazado (51)", "Hola <NAME_1>,\nsu pago fue rechazado (51)"],
    ["Olá João,\nseu pagamento foi recusado", "Olá <NAME_1>,\nseu pagamento foi recusado"],
    ["Halo Budi,\npembayaran gagal", "Halo <NAME_1>,\npembayaran gagal"],
    ["Hallo Anna,\nZahlung abgelehnt", "Hallo <NAME_1>,\nZahlung abgelehnt"],
    ["Bonjour Didier,\npaiement refusé", "Bonjour <NAME_1>,\npaiement refusé"],
    ["Habari Juma,\nmalipo yameshindwa", "Habari <NAME_1>,\nmalipo yameshindwa"],
    ["Sehr geehrte Frau Muster,\nIhre Zahlung", "Sehr geehrte Frau <NAME_1>,\nIhre Zahlung"],
    ["Sehr geehrter Herr Dr. Hartmann,\nIhre Zahlung", "Sehr geehrter Herr Dr. <NAME_1>,\nIhre Zahlung"],
    ["Estimada Sra. Gómez,\nsu pago", "Estimada <NAME_1>. <NAME_2>,\nsu pago"],
    ["Prezado Sr. Souza,\nseu pagamento", "Prezado <NAME_1>. <NAME_2>,\nseu pagamento"],
    ["Chère Madame Brun,\nvotre paiement", "Chère Madame <NAME_1>,\nvotre paiement"],
    ["尊敬的张伟先生,您的付款失败", "尊敬的<NAME_1>先生,您的付款失败"],
    [
      "Von: Anna Muster\nGesendet: Dienstag, 3. März 2026\nAn: Jürgen Hartmann\nBetreff: Zahlung abgelehnt",
      "Von: <NAME_1>\nGesendet: Dienstag, 3. März 2026\nAn: <NAME_2>\nBetreff: Zahlung abgelehnt",
    ],
    ["De: Ana Ruiz\nPara: Luis Vega\nAsunto: pago rechazado", "De: <NAME_1>\nPara: <NAME_2>\nAsunto: pago rechazado"],
    ["发件人: 张伟\n收件人: 李娜\n主题: 付款失败", "发件人: <NAME_1>\n收件人: <NAME_2>\n主题: 付款失败"],
    [
      "Dari: Budi Santoso\nKepada: Siti Aminah\nPerihal: pembayaran gagal",
      "Dari: <NAME_1>\nKepada: <NAME_2>\nPerihal: pembayaran gagal",
    ],
    ["Wambui Njeri wrote:\n> card declined", "<NAME_1> wrote:\n> card declined"],
    ["wambui njeri <w@example.org> wrote:", "<NAME_1> <<EMAIL_1>> wrote:"],
    ["Sent from Wambui's iPhone", "Sent from <NAME_1>'s iPhone"],
    [
      "--\nWambui Njeri\nAccounts, Example Ltd\nMobile 0722 000 417",
      "--\n<NAME_1>\nAccounts, Example Ltd\nMobile <PHONE_1>",
    ],
    ["Wambui Njeri\n  10:31 AM\nstripe says `do_not_honor`", "<NAME_1>\n  10:31 AM\nstripe says `do_not_honor`"],
    ["<@U02ABCDEF|wambui.njeri> payment failed code 05", "<@U02ABCDEF|<NAME_2>> payment failed code 05"],
    ["cc: Wambui Njeri, Juma Otieno", "cc: <NAME_1>, Juma Otieno"],
    [
      "E/Pay: user=Wambui Njeri msisdn=254722000417 result=2001",
      "E/Pay: user=<CUSTOMER_1> msisdn=<PHONE_1> result=2001",
    ],
    [
      "Intent { act=VIEW dat=upi://pay?pa=priya@ybl&pn=Priya%20Sharma&am=500&tr=T123 }",
      "Intent { act=VIEW dat=upi://pay?pa=<EMAIL_1>&pn=<NAME_1>&am=500&tr=T123 }",
    ],
    ["upi://pay?pa=priya@ybl&pn=Priya Sharma&am=500.00&cu=INR", "upi://pay?pa=<EMAIL_1>&pn=<NAME_1>&am=500.00&cu=INR"],
    [
      "curl https://api.x.com/pay -u merchant01:Passw0rd99 -d amount=500",
      "curl https://api.x.com/pay -u <SECRET_1> -d amount=500",
    ],
    ["https://user:Passw0rd99@api.example.com/pay", "https://user:<SECRET_1>@api.example.com/pay"],
    [
      "INSERT INTO users (id, full_name, phone, pin) VALUES (88112, 'Wambui Njeri', '0722000417', '4821');",
      "INSERT INTO users (id, full_name, phone, pin) VALUES (88112, '<NAME_1>', '<PHONE_1>', '<SECRET_1>');",
    ],
    [
      "INSERT INTO payments (id, status, code, card_holder, cvv) VALUES (1, 'failed', '51', 'Wambui Njeri', 847);",
      "INSERT INTO payments (id, status, code, card_holder, cvv) VALUES (1, 'failed', '51', '<NAME_1>', <SECRET_1>);",
    ],
    ["UPI/606212345678/PRIYA SHARMA/priya@ybl/Payment", "UPI/606212345678/<NAME_1>/<EMAIL_1>/Payment"],
    [
      "NEFT DR-HDFC0000123-RAMESH KUMAR-NETBANK, MUM-N062262345678901",
      "NEFT DR-HDFC0000123-<NAME_1>-NETBANK, MUM-N062262345678901",
    ],
    ["IMPS-606212345678-RAMESH KUMAR-HDFC-XXXXXX1234-RENT", "IMPS-606212345678-<NAME_1>-HDFC-XXXXXX1234-RENT"],
    ["RFC GOMC900514AB1 inválido", "RFC <ID_1> inválido"],
    ["DNI 45.678.912 rechazado", "DNI <ID_1> rechazado"],
    ["CUIT 20-12345678-6 inválido", "CUIT <ID_1> inválido"],
    ["RUT 12.345.678-5", "RUT <ID_1>"],
    ["Cédula 1.234.567.890 no coincide", "Cédula <ID_1> no coincide"],
    ["Emirates ID 784-1990-1234567-1", "Emirates ID <ID_1>"],
    ["MyKad 900514-14-5678", "MyKad <ID_1>"],
    ["ring me on (0)7700 900123", "ring me on <PHONE_1>"],
    ["my no is 9876543210", "my no is <PHONE_1>"],
    [
      "recovery phrase is apple pear plum grape melon lemon mango peach cherry banana orange kiwi",
      "recovery phrase is <SECRET_1>",
    ],
    [
      "my 12 words: abandon ability able about above absent absorb abstract absurd abuse access accident",
      "my 12 words: <SECRET_1>",
    ],
    ["frase semilla: manzana pera uva", "frase semilla: <SECRET_1>"],
    ["frase semente: maca pera uva", "frase semente: <SECRET_1>"],
    ["My name's Wambui Njeri, card declined", "My name's <NAME_1>, card declined"],
    ["This is Wambui Njeri, my card was declined", "This is <NAME_1>, my card was declined"],
    ["Customer Wambui Njeri says code 51", "Customer <NAME_1> says code 51"],
    ["customer's name is Wambui Njeri", "customer's name is <NAME_1>"],
    ["Spoke to Mrs Njeri about 51", "Spoke to Mrs <NAME_1> about 51"],
    ["Mr. John Doe called, code 05", "Mr. <NAME_1> called, code 05"],
    ["Bpk. Budi Santoso komplain gagal bayar", "Bpk. <NAME_1> komplain gagal bayar"],
    ["Kunde Anna Muster meldet Fehler 05", "Kunde <NAME_1> meldet Fehler 05"],
    ["nywila: hunter2x", "nywila: <SECRET_1>"],
    ["wrong checksum: AM04", "wrong checksum: AM04"],
    [
      '{"creditCardVerification":{"status":"processor_declined","cvv":"123","processorResponseCode":"2000"}}',
      '{"creditCardVerification":{"status":"processor_declined","cvv":"<SECRET_1>","processorResponseCode":"2000"}}',
    ],
    // A word of several that stands inside a longer one.
    ['{"usersecurityanswer":"Blue42"}', '{"usersecurityanswer":"<SECRET_1>"}'],
    ['{"walletbackupcode":"X7Q2"}', '{"walletbackupcode":"<SECRET_1>"}'],
    ["Hi All, my card was declined", "Hi All, my card was declined"],
    [
      "R10 - Customer Advises Originator is Not Known to Receiver",
      "R10 - Customer Advises Originator is Not Known to Receiver",
    ],
  ])("loses its persons and secrets: %j", (text, expected) => expect(redactText(text)).toBe(expected));
});
