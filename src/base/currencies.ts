/** ISO 4217 (2026-01-01): currencies whose minor unit is not two digits, then the rest. Metals have none. */
const OTHER_DIGITS: readonly [number, string][] = [
  [0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"],
  [3, "BHD IQD JOD KWD LYD OMR TND"],
  [4, "CLF UYW"],
];
const TWO_DIGITS =
  "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC " +
  "CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW " +
  "KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP " +
  "PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN " +
  "UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG ANG BGN CUC HRK SLL ZWL";
const isoDigits = new Map<string, number>([
  ...TWO_DIGITS.split(" ").map((code): [string, number] => [code, 2]),
  ...OTHER_DIGITS.flatMap(([digits, codes]) => codes.split(" ").map((code): [string, number] => [code, digits])),
]);

const WITHOUT_MINOR_UNIT: ReadonlySet<string> = new Set(["XAG", "XAU", "XPD", "XPT"]);

/** Minor-unit digits of an ISO 4217 currency; undefined for any other asset, and for a metal, which has no minor unit. */
export const isoExponent = (currency: string): number | undefined => isoDigits.get(currency);

/** Whether ISO 4217 has the code, in capitals. */
export const isIsoCurrency = (currency: string): boolean => isoDigits.has(currency) || WITHOUT_MINOR_UNIT.has(currency);

/** Currencies that have a minor unit in ISO 4217 and are written without it: Unicode CLDR 48 (2025-10), currency data, fraction digits 0. */
const WRITTEN_WHOLE: ReadonlySet<string> = new Set(
  "AFN ALL COP HUF IDR IRR KPW LAK LBP MGA MMK PKR SLL SOS SYP YER".split(" "),
);

/** Digits with which amounts of an ISO 4217 currency are paid in practice; undefined where `isoExponent` is. */
export const writtenExponent = (currency: string): number | undefined =>
  WRITTEN_WHOLE.has(currency) ? 0 : isoExponent(currency);
