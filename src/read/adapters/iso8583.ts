import { isObject, member, type SourceObject, type SourceValue } from "../value.js";
import type { Adapter, Recognised } from "./adapter.js";
import {
  asList,
  cardExpiry,
  firstOf,
  firstWord,
  has,
  instant,
  lookUp,
  minorAmount,
  networkCode,
  objectAt,
  type PayloadMoney,
  recognised,
  sentence,
  word,
} from "./payload.js";

/** Numeric codes of ISO 4217, as fields 49 to 51 carry them. */
const numericCodes =
  "AED784 AFN971 ALL008 AMD051 AOA973 ARS032 AUD036 AWG533 AZN944 BAM977 BBD052 BDT050 BGN975 BHD048 BIF108 BMD060 BND096 " +
  "BOB068 BRL986 BSD044 BTN064 BWP072 BYN933 BZD084 CAD124 CDF976 CHF756 CLF990 CLP152 CNY156 COP170 CRC188 CUP192 CVE132 " +
  "CZK203 DJF262 DKK208 DOP214 DZD012 EGP818 ERN232 ETB230 EUR978 FJD242 FKP238 GBP826 GEL981 GHS936 GIP292 GMD270 GNF324 " +
  "GTQ320 GYD328 HKD344 HNL340 HRK191 HTG332 HUF348 IDR360 ILS376 INR356 IQD368 IRR364 ISK352 JMD388 JOD400 JPY392 KES404 " +
  "KGS417 KHR116 KMF174 KPW408 KRW410 KWD414 KYD136 KZT398 LAK418 LBP422 LKR144 LRD430 LSL426 LYD434 MAD504 MDL498 MGA969 " +
  "MKD807 MMK104 MNT496 MOP446 MRU929 MUR480 MVR462 MWK454 MXN484 MYR458 MZN943 NAD516 NGN566 NIO558 NOK578 NPR524 NZD554 " +
  "OMR512 PAB590 PEN604 PGK598 PHP608 PKR586 PLN985 PYG600 QAR634 RON946 RSD941 RUB643 RWF646 SAR682 SBD090 SCR690 SDG938 " +
  "SEK752 SGD702 SHP654 SLE925 SOS706 SRD968 SSP728 STN930 SVC222 SYP760 SZL748 THB764 TJS972 TMT934 TND788 TOP776 TRY949 " +
  "TTD780 TWD901 TZS834 UAH980 UGX800 USD840 UYU858 UZS860 VED926 VES928 VND704 VUV548 WST882 XAF950 XCD951 XCG532 XOF952 " +
  "XPF953 YER886 ZAR710 ZMW967 ZWG924";
const byNumber = new Map(numericCodes.split(" ").map((entry) => [entry.slice(3), entry.slice(0, 3)]));

/** The alphabetic currency of a field that holds its number; some messages as JSON have the letters at once. */
export function currencyOf(value: SourceValue | undefined): string | undefined {
  const text = word(value)?.toUpperCase();
  if (text === undefined) return undefined;
  return /^\d{1,3}$/.test(text) ? byNumber.get(text.padStart(3, "0")) : text;
}

const holders = ["fields", "dataElements", "data_elements", "elements", "isoFields", "iso_fields", "data"];

/** Names under which a message written with words instead of numbers carries field 39. */
const answerNames = ["responseCode", "response_code", "rc"];

/** Looks up one field of a message by its number. */
type Fields = (number: number) => SourceValue | undefined;

/** The spellings in use for "field 39": "39", "039", "DE39", "de_39", "F39", "field39", "bit39" ... */
function fieldOf(holder: SourceObject): Fields {
  return (number) => {
    const padded = [String(number), String(number).padStart(2, "0"), String(number).padStart(3, "0")];
    const prefixes = ["", "DE", "de", "DE_", "de_", "DE-", "F", "f", "field", "field_", "Field", "bit", "P", "p"];
    const found = firstOf(...padded.flatMap((digits) => prefixes.map((prefix) => member(holder, prefix + digits))));
    // Some dumps explain each field: {"name": "Response code", "value": "51"}.
    return member(found, "value") ?? found;
  };
}

/** Version, then 1 or 2 (authorisation, financial), then response or advice, then origin. */
const isAnswer = (mti: string | undefined): boolean => /^[012][12][123][0-5]$/.test(mti?.padStart(4, "0") ?? "");

/** `<field id="39" value="51"/>`: how jPOS writes a message into its log. */
function elementsOf(payload: SourceObject): Fields | undefined {
  const elements = asList(member(payload, "field")).filter((entry) => has(entry, "@id") && has(entry, "@value"));
  if (elements.length === 0) return undefined;
  return (number) =>
    member(
      elements.find((entry) => firstWord(entry, "@id") === String(number)),
      "@value",
    );
}

const typeNames = ["mti", "MTI", "messageType", "message_type", "messageTypeIndicator", "0"];

/** Every object of a text is asked, and hardly one has a message type: nothing is made before one is found. */
function messageType(place: SourceObject): SourceValue | undefined {
  for (const name of typeNames) {
    const type = member(place, name) ?? undefined;
    if (type !== undefined) return type;
  }
  return undefined;
}

function fieldsOf(payload: SourceObject): Fields | undefined {
  const elements = elementsOf(payload);
  if (elements !== undefined) return isAnswer(word(elements(0))) ? elements : undefined;
  const within = holders.find((name) => objectAt(payload, name) !== undefined);
  const holder = (within === undefined ? undefined : objectAt(payload, within)) ?? payload;
  const type = messageType(payload) ?? messageType(holder);
  if (type === undefined) return undefined;
  if (!isAnswer(word(type))) return undefined;
  const field = fieldOf(holder);
  const named = typeNames.slice(0, -1).some((name) => member(payload, name) ?? member(holder, name));
  // Under the bare key "0" a number is a message type only among fields of a message.
  return named || [3, 4, 7, 11, 37, 41, 42].filter((number) => field(number) !== undefined).length > 1
    ? field
    : undefined;
}

/** Approvals: in full, of part of the sum, for a known customer, with identification. */
const approvals = new Set(["00", "08", "11", "85", "000", "001", "003", "008", "011"]);
const partialApprovals = new Set(["10", "002"]);

function statusOf(code: string): string {
  if (approvals.has(code)) return "succeeded";
  // Only part of the sum was approved, so the whole is not settled.
  if (partialApprovals.has(code)) return "pending";
  // 09: request in progress.
  return code === "09" ? "pending" : "failed";
}

/** Field 3. Money is sent to a card by 26, Visa's original credit, and by 28, Mastercard's payment transaction. */
const kinds: Record<string, string> = {
  "01": "withdrawal",
  "20": "refund",
  "21": "top_up",
  "26": "payout",
  "28": "payout",
  "40": "transfer",
};

/** Twelve digits in minor units. A sum written with a point is no field 4, and is not guessed at. */
function moneyOf(field: Fields): PayloadMoney {
  const amount = word(field(4));
  const plain = amount === undefined || /^\d{1,12}$/.test(amount) ? amount : "unreadable";
  return minorAmount(plain, currencyOf(field(49)));
}

/** Field 54 holds up to six sums of 20 characters: account, kind of sum, currency, sign, twelve digits. Kind 02 is what can be spent. */
function availableBalance(value: SourceValue | undefined): Record<string, string | undefined> {
  const text = typeof value === "string" ? value.trim() : "";
  if (text.length > 120 || !/^(\d{2}[0-9A-Z]{2}\d{3}[CD]\d{12})+$/.test(text)) return {};
  const sums = text.match(/.{20}/g) ?? [];
  const available = sums.filter((sum) => sum.slice(2, 4) === "02");
  const [sum] = available;
  // Two accounts have two balances, and nothing says which one was to pay.
  if (sum === undefined || available.length > 1) return {};
  const { amount, currency } = minorAmount(sum.slice(8), currencyOf(sum.slice(4, 7)));
  if (currency === undefined) return {};
  const plain = amount ?? "0";
  return { available: sum[7] === "D" && plain !== "0" ? `-${plain}` : plain, currency };
}

/**
 * Responses and advices of ISO 8583 (authorisation and financial) written as JSON. A request has no outcome and is not read. Kept in
 * code: fields are numbers in a dozen spellings, and some are packed.
 */
export const iso8583: Adapter = {
  provider: "iso8583",
  read(payload: SourceValue): Recognised | null {
    if (!isObject(payload)) return null;
    const field = fieldsOf(payload);
    if (field === undefined) return null;
    const said = word(firstOf(field(39), ...answerNames.map((name) => member(payload, name))))?.toUpperCase();
    // Written as a number, 05 loses its zero.
    const code = said !== undefined && /^\d$/.test(said) ? `0${said}` : said;
    if (code === undefined || !/^[0-9A-Z]{2,3}$/.test(code)) return null;
    const status = statusOf(code);
    const expiry = /^(\d\d)(\d\d)$/.exec(word(field(14)) ?? "");
    const advice = networkCode(firstOf(member(field(48), "84"), member(field(48), "084")));
    return recognised("iso8583.message", {
      transaction: {
        id: word(firstOf(field(37), field(11))),
        kind: lookUp(kinds, word(field(3))?.padStart(6, "0").slice(0, 2)),
        status,
        // Fields 7, 12 and 13 lack the year or the zone; only a whole instant beside the message is taken.
        at: firstOf(instant(member(payload, "timestamp")), instant(member(payload, "dateTime"))),
        reference: word(firstOf(member(payload, "transactionRef"), member(payload, "reference"))),
      },
      money: moneyOf(field),
      balance: availableBalance(field(54)),
      failure: {
        provider: "iso8583",
        code: code.length === 2 ? code : undefined,
        adviceCode: advice,
        message: sentence(member(payload, "message")),
        // Messages of 1993 and later have action codes of three digits, a list of its own.
        codes: [
          ["iso8583.action_code", code.length === 3 ? code : undefined],
          ["mastercard.mac", advice],
        ],
      },
      instrument: { expires: expiry ? cardExpiry(expiry[2] ?? null, expiry[1] ?? null) : undefined },
    });
  },
};
