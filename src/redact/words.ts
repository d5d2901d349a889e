/**
 * Key words of what must not be handed on, in English, Chinese and Indonesian. A phrase is written in lower case with single spaces;
 * it is found in camelCase, snake_case, kebab-case and full-width keys alike (see keys.ts).
 */

/** What a placeholder stands for. */
export type PlaceholderKind =
  | "CARD"
  | "IBAN"
  | "ACCOUNT"
  | "ID"
  | "PHONE"
  | "EMAIL"
  | "NAME"
  | "ADDRESS"
  | "CUSTOMER"
  | "PAYEE"
  | "SECRET";

const list = (text: string): readonly string[] => text.split(",").map((entry) => entry.replace(/\s+/g, " ").trim());

/** Found as whole words anywhere in a key. */
export const secretPhrases = list(`
  cvv, cvc, cvn, csc, cid, cav, cavv, cryptogram, pin, mpin, tpin, pinblock, pin block,
  password, passwd, passwort, pwd, pswd, psw, passcode, passphrase, pass phrase, pass code, pass word,
  otp, totp, hotp, tac, token, jwt, secret, authorization, authorisation, cookie, mnemonic, credential,
  magstripe, magnetic stripe, emv data, icc data, security code, verification code, card verification, one time code,
  sms code, access code, auth key, seed phrase, seed words, recovery phrase, recovery code, backup code, track data, track 1, track 2,
  track 3, security answer, session key, private key,
  sandi, kata kunci, kode verifikasi, kode keamanan, kode akses, kode rahasia, rahasia, kunci api, kunci privat, frasa pemulihan,
  frasa benih, data trek`);

/** The whole key, written in one word or alone. Too short or too common to be looked for inside a key. */
export const secretExact = list(`
  pass, key, keys, seed, auth, bearer, userpin, cardpin, atmpin, oldpin, newpin, upipin, walletpin, pincode, pinnumber, pinno, kodepin, nomorpin,
  otpcode, otpvalue, otpnumber, otppin, userotp, smsotp, emailotp, kodeotp, proxyauthorization, track, trackone, tracktwo, setcookie`);

/** Long enough to be looked for inside a key written without any word boundary. */
export const secretParts = list(`
  password, passwd, passcode, passphrase, mnemonic, privatekey, secretkey, apikey, accesskey, katasandi, securitycode, verificationcode,
  cardverification, clientsecret, seedphrase, recoveryphrase, trackdata, pinblock, cvv, authtoken, accesstoken, refreshtoken, idtoken,
  sessiontoken, kodeverifikasi, kodekeamanan, smscode, onetimecode, kunciapi, kunciprivat`);

export const secretHan = list(`
  密码, 密碼, 口令, 验证码, 驗證碼, 校验码, 校驗碼, 安全码, 安全碼, 动态码, 動態碼, 短信码, 密钥, 密鑰, 金鑰, 秘钥, 私钥, 私鑰, 令牌, 权杖, 助记词,
  助記詞, 磁道, 磁条, 凭证密文, 付款码`);

/** A key that ends in "key" is a secret, but for these. */
export const harmlessKeys = list(`
  idempotency, idempotent, primary, foreign, sort, partition, cache, message, translation, i18n, locale, map, object, row, dedup, dedupe,
  deduplication, routing, lookup, order, group, public, publishable, error, text, label, field, property, json`);

/** Words after a secret or personal word that make the key a statement about it: `cvv_check`, `passwordLocked`, `phone_verified`. */
export const qualifiers = list(`
  check, checks, checked, result, results, response, resp, status, state, required, requirement, attempts, tries, retries, remaining, left,
  locked, lock, blocked, expired, expires, expiry, expiration, at, until, ttl, type, kind, method, mode, length, policy, present, provided,
  set, isset, enabled, disabled, supported, verified, verification, valid, invalid, wrong, failed, failure, failures, error, errors, mismatch,
  match, matched, count, changed, updated, created, issued, sent, requested, channel, format, symbol, decimals, amount, balance, price, usage,
  reason, brand, country, currency, scheme, funding, network, bin, last, last4, locale, language, limit, exists, confirmed, allowed, template,
  salah, terkunci, kedaluwarsa, jenis, gagal`);

/** An approval code of the issuer is no secret, an authorization header is. */
export const harmlessPhrases = list(`
  authorization code, authorization id, authorization number, authorization reference, authorization date, authorization time,
  ip address, mac address, web address, contract address, token address`);

/** Words in front with the same effect: `hasPin`, `is_password_set`. */
export const leadingQualifiers = list(
  "has, is, requires, require, needs, need, can, should, was, supports, use, uses, allow, allows",
);

export const qualifiersHan = list(
  "错误, 錯誤, 失败, 状态, 狀態, 次数, 次數, 锁定, 鎖定, 剩余, 过期, 结果, 類型, 类型, 长度, 必填, 时间, 時間, 已验证, 是否, 品牌, 余额",
);

/** At the end of a key they say nothing of their own: `phone_number`, `card.value`. */
export const neutralWords = list(
  "number, no, num, nr, nbr, numbers, value, values, val, text, raw, full, plain, formatted, masked, original, e164, data, content, string, 号, 号码, 號, 號碼",
);

/** Found at the end of a key, behind any owner (`customerPhone`), and inside it where Indonesian puts the noun first. */
export const personalPhrases: Readonly<Record<Exclude<PlaceholderKind, "SECRET">, readonly string[]>> = {
  CARD: list(`
    card number, card no, card num, cardnum, cardno, pan, account pan, primary account, credit card number, cc number, ccnum, ccno, debit card number,
    masked card, masked pan, card pan, nomor kartu, no kartu, nokartu`),
  IBAN: list("iban, bban"),
  ACCOUNT: list(`
    account number, account no, account num, account nbr, acct number, acct no, acct num, acc no, acc number, accountno, accountnumber, acctno, accno,
    bank account number, rekening, norek, no rek, nomor rekening, no rekening, va number, virtual account, virtual account number, vpa, upi id, upi vpa`),
  ID: list(`
    nik, ktp, no ktp, nomor ktp, npwp, passport, passport id, paspor, no paspor, nomor paspor, ssn, social security, national id, national identity,
    identity, identity id, id number, id no, id num, idno, idnumber, id card, idcard, identity card, tax id, taxid, tax number, aadhaar, aadhar,
    drivers license, driver license, driving licence, drivers licence, citizen id, resident id, government id, identitas, no identitas,
    nomor identitas, dob, date of birth, birth date, birthdate, birthday, tanggal lahir, tgl lahir`),
  PHONE: list(`
    phone, phones, telephone, mobile, mobile phone, cell, cellphone, cell phone, msisdn, whatsapp, tel, fax, hp, no hp, nohp, handphone, telepon,
    telp, telpon, no telp, ponsel, nomor ponsel, nomor hp, nomor telepon`),
  EMAIL: list("email, emails, e mail, mail, email id, email address, mail address, email addr, surel"),
  NAME: list(`
    cardholder, card holder, cardholder name, card holder name, holder name, name on card, full name, fullname, first name, firstname, last name,
    lastname, middle name, surname, given name, givenname, family name, familyname, maiden name, legal name, owner name, account holder,
    account holder name, account owner, account name, payer name, payee name, customer name, buyer name, recipient name, receiver name,
    beneficiary name, sender name, debtor name, creditor name, billing name, shipping name, contact name, user name, username, client name,
    person name, user full name, nama lengkap, nama depan, nama belakang, nama pemilik, nama pemegang kartu, nama penerima, nama pengirim,
    nama pelanggan, nama nasabah, nama pengguna, nama pembeli, atas nama, nama rekening, pemegang kartu, nm`),
  ADDRESS: list(`
    address, addresses, addr, address line, street, street address, street name, street line, line 1, line 2, line1, line2, postal code,
    postcode, post code, postalcode, zip, zip code, zipcode, alamat, alamat lengkap, alamat rumah, alamat penagihan, alamat pengiriman, kode pos,
    kodepos, kelurahan, kecamatan`),
  CUSTOMER: list(`
    customer, customer id, customer ids, customer uid, customer number, customer no, customer ref, customer reference, user id, userid, uid, user uid,
    user, payer, payer id, buyer, buyer id, buyer user id, buyer logon id, consumer id, member id, memberid, owner id, shopper id, shopper reference,
    cardholder id, card holder id, debtor id, sender id, open id, openid, union id, unionid, customerid, patient id, person id,
    id pelanggan, id nasabah, id pengguna, id pembeli, id pembayar, pelanggan, nasabah`),
  PAYEE: list(`
    payee, payee id, payeeid, recipient, recipient id, beneficiary, beneficiary id, receiver, receiver id, creditor, creditor id, penerima, id penerima`),
};

/** Nouns that stand in front in Indonesian (`telepon_rumah`), so they are found anywhere in a key. */
export const leadingPersonal: ReadonlyArray<readonly [PlaceholderKind, readonly string[]]> = [
  ["ACCOUNT", list("rekening, norek")],
  ["CARD", list("nomor kartu, no kartu")],
  ["ID", list("nik, ktp, npwp, paspor")],
  ["PHONE", list("telepon, ponsel, handphone, hp")],
  ["ADDRESS", list("alamat")],
];

/** Read in this order: the longer, more telling words first. */
export const personalHan: ReadonlyArray<readonly [PlaceholderKind, readonly string[]]> = [
  ["CARD", list("卡号, 卡號")],
  ["ACCOUNT", list("账号, 帐号, 賬號, 帳號, 账户号, 賬戶號, 户头号")],
  ["ID", list("身份证, 身分證, 证件号, 證件號, 护照, 護照, 税号, 出生日期, 生日")],
  ["PHONE", list("手机, 手機, 电话, 電話, 联系方式")],
  ["EMAIL", list("邮箱, 郵箱, 电子邮件, 電子郵件")],
  ["ADDRESS", list("地址, 住址, 街道, 邮编, 邮政编码")],
  ["CUSTOMER", list("客户号, 客户编号, 客户id, 用户id, 用户编号, 会员号, 用户号")],
  ["NAME", list("姓名, 户名, 戶名, 持卡人, 真实姓名, 用户名, 名字")],
  ["PAYEE", list("收款人, 收款方")],
];

/** These may also hold a kind or an object (`card: "visa"`): their text is masked only where it looks like a number. */
export const numberOnlyPhrases: ReadonlyArray<readonly [PlaceholderKind, readonly string[]]> = [
  ["CARD", list("card, cards, credit card, debit card, bank card, kartu, 银行卡")],
  ["ACCOUNT", list("account, accounts, acct, bank account, from account, to account, destination, va, 账户")],
];

/** At the end of a key: its value names no person and is kept as it is. */
export const keptWords = list(`
  id, ids, uuid, guid, ref, reference, references, refs, rrn, stan, trace, hash, txid, txn, order, invoice, receipt, serial,
  amount, amounts, total, subtotal, fee, fees, balance, available, held, restricted, cap, max, min, used, flat, rate, price, cost, tax, tip,
  discount, limit, ceiling, allowance, shortfall, headroom,
  code, codes, status, type, kind, currency, currencies, mti, eci, bin, last4, scheme, version, digest, checksum, sha256, fingerprint,
  at, time, timestamp, date, datetime, created, updated, expires, expiry, expiration, until, period, window, ts, ms, seconds, epoch,
  count, index, exponent, locale, action, actions, verdict, transaction, payment, tracking, batch, terminal, ticket, trade,
  request, session, subscription, charge, refund,
  referensi, jumlah, nominal, saldo, waktu, tanggal, biaya, kode, pesanan, transaksi`);

/** The same where the noun stands in front: `kode_kesalahan`, `id_transaksi`, `last_4`. */
export const keptLeadingPhrases = list(
  "kode, jumlah, nominal, saldo, waktu, tanggal, tgl, biaya, tarif, referensi, id, last 4, last four, last digits, idempotency, idempotent",
);

export const keptHan = list(
  "订单, 訂單, 交易, 流水, 商户号, 单号, 编号, 金额, 金額, 时间, 時間, 日期, 代码, 錯誤碼, 错误码, 状态, 余额, 餘額, 手续费, 货币, 币种",
);

/** Objects about a person: a plain `name` inside is that person's. */
export const personScopes = list(`
  customer, cardholder, card holder, holder, account holder, payer, payee, buyer, user, owner, billing, billing details, billing address,
  shipping, shipping details, shipping address, recipient, beneficiary, sender, receiver, person, contact, debtor, creditor, consumer, client,
  member, shopper, remitter, card, credit card, debit card, source, payment source, pelanggan, nasabah, pembeli, pembayar, penerima, pengirim,
  pemilik, pemegang, pengguna, 客户, 客戶, 用户, 持卡人, 付款人, 收款人, 联系人`);

/** Objects about something else, also inside a person's: a `name` there is kept. */
export const thingScopes = list(`
  merchant, bank, issuer, acquirer, provider, processor, product, products, item, items, line items, plan, shop, store, company, network,
  device, descriptor, billing descriptor, channel, app, application, service, currency, country, rule, rule set, gateway, 商户, 银行, 商品, toko, produk`);

/** Inside an address or a phone they are kept. */
export const impersonalParts = list(
  "country, country code, countrycode, type, kind, status, verified, locale, negara, 国家",
);

/** What follows a secret's name and a colon when nothing secret follows. */
export const statusWords = list(`
  wrong, incorrect, invalid, required, missing, expired, failed, locked, empty, too, must, not, is, was, please, enter, reset, change, changed,
  forgot, try, attempts, attempt, declined, blocked, mismatch, the, your, no, none, null, true, false, undefined, ok, passed, yes, a, an, this,
  salah, gagal, wajib, harus, kosong, tidak, terkunci, kedaluwarsa, silakan, masukkan, coba, 错误, 过期, 必填, 失败, 不能为空, 已过期, 已锁定, 不正确,
  请重试, 无效, 请输入`);

/** Words between a key word and the end of a key in prose. */
export const keyFillers = list(
  "number, no, no., num, code, id, value, name, holder, baru, lama, anda, saya, kamu, new, old, nomor, kode, is, my, your, otp, pin, phrase, words",
);

/** Secrets as sentences name them. Alternatives of a regular expression, without regard to case. */
export const secretTerms = `
  cvv2?|cvc2?|csc|cvn|cid|m?pin(?:[ -]?code)?|pin码|t?otp|tac|password|passwd|passcode|passphrase|pwd|pass ?code|security code|
  verification code|verify code|auth(?:entication)? code|one[- ]time (?:code|password|passcode|pin)|sms code|access code|login code|
  api[ _-]?key|secret(?:[ _-]?key)?|private[ _-]?key|access[ _-]?key|token|kata sandi|sandi|kode (?:otp|verifikasi|keamanan|rahasia|akses|pin)|
  密码|密碼|口令|验证码|驗證碼|校验码|校驗碼|安全码|安全碼|动态码|動態碼|密钥|密鑰|私钥|私鑰|令牌`;

/** Words that may stand between the name of a secret or number and itself. */
export const termFillers = `
  is|was|are|code|number|numbers|num|no|nr|nomor|value|my|your|the|new|old|adalah|yaitu|ialah|saya|anda|kamu|nya|
  ini|kode|baru|lama|是|为|為|码|碼|号|號|的|您|你|我|请|拨打|填|写`;

/** The same before an account or a phone; before a secret they begin another phrase ("enter the PIN in 1500 seconds"). */
export const numberFillers = `for|in|to|at|on|ending|with|kami|ke|di|bank|bca|bni|bri|bsi|btn|mandiri|cimb|permata|danamon`;

/** In front of an account they announce money instead: "the limit of your account is 5000000". */
export const moneyBefore = "saldo|balance|limit|batas|jumlah|amount|total";

/** "123456 is your code" puts the secret first. */
export const secretAnnounced = `
  (?:is|adalah|是|为|為)[ ]?(?:your|the|my|kode|您的|你的|您|你)?[ ]?(?:[a-z]{0,20} )?(?:one[- ]time |security |verification |login |verifikasi |keamanan )?
  (?:otp|code|pin|passcode|password|kode|kata sandi|verifikasi|验证码|驗證碼|动态码|密码|校验码|安全码)`;

/** Numbers as sentences name them, with the fewest digits such a number has. */
export const numberTerms: ReadonlyArray<{ kind: PlaceholderKind; terms: string; digits: number; letters: boolean }> = [
  {
    kind: "ID",
    letters: true,
    digits: 4,
    terms: `passport|paspor|护照|護照|nik|e?-?ktp|npwp|ssn|social security|national id(?:entity)?|identity (?:card|number)|id (?:card|number|no)|
      身份证|身分證|证件|證件|tax id|aadhaar|driver'?s? licen[cs]e|driving licen[cs]e`,
  },
  { kind: "CARD", letters: false, digits: 12, terms: "card|kartu|pan|cc|卡号|卡號|银行卡|信用卡|卡" },
  {
    kind: "ACCOUNT",
    letters: false,
    digits: 5,
    terms: "account|acct|acc|a/c|iban|rekening|no ?rek|rek|va|virtual account|账号|帐号|賬號|帳號|账户|賬戶|户头",
  },
  {
    kind: "PHONE",
    letters: false,
    digits: 7,
    terms: `phone|telephone|tel|mobile|cell|whatsapp|wa|hp|handphone|telepon|telp|ponsel|hubungi|fax|手机|手機|电话|電話|拨打`,
  },
];

const CURRENCY = `IDR|Rp|USD|EUR|GBP|CNY|RMB|JPY|KRW|SGD|MYR|THB|VND|PHP|INR|HKD|TWD|AUD|NZD|CAD|CHF|SEK|NOK|DKK|PLN|CZK|HUF|RON|TRY|RUB|BRL|MXN|
  COP|CLP|ARS|PEN|ZAR|NGN|KES|TZS|UGX|GHS|EGP|AED|SAR|KWD|BHD|OMR|JOD|IRR|PKR|BDT|LKR|BTC|ETH|USDT|USDC`;
export const currencyBefore = `${CURRENCY}|\\p{Sc}`;
export const currencyAfter = `${CURRENCY}|\\p{Sc}|元|块|円|rupiah|yuan|dollars?|euros?|wei|gwei`;
/** After these comes money, however many digits it has (wei have eighteen). */
export const amountTerms =
  "cost|overshot|balance|amount|fee|total|subtotal|saldo|jumlah|nominal|biaya|gas|金额|金額|余额|餘額|手续费";

/** Access keys that show what they are. */
export const accessKeys = `
  (?:sk|rk)_(?:live|test)_\\w{8,}|whsec_[\\w+/=-]{8,}|(?:AKIA|ASIA)[0-9A-Z]{12,}|gh[pousr]_\\w{20,}|github_pat_\\w{20,}|glpat-[\\w-]{16,}|
  xox[abprs]-[\\w-]{10,}|AIza[\\w-]{30,}|npm_\\w{30,}|shp(?:at|ss|ca|pa)_\\w{20,}|sq0[a-z]{3}-[\\w-]{20,}|(?:SB-)?Mid-server-[\\w-]{8,}|
  xnd_(?:production|development)_\\w{8,}|rzp_(?:live|test)_\\w{8,}|SG\\.[\\w-]{16,}\\.[\\w-]{16,}|sk-[\\w-]{20,}|EAA[A-Za-z0-9]{30,}`;

/** ISO 3166 codes that have IBANs, with their length. */
export const ibanLengths = `AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24
  FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25
  MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23
  ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30`;

/** First two digits of an Indonesian identity number: the province. */
export const nikProvinces = "1[1-9]|2[01]|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7]";
