import { isoExponent } from "../base/currencies.js";
import { plainSpaces } from "./characters.js";

/** The currency of an amount and its minor-unit digits, as far as they are given. */
export interface CurrencyAround {
  currency: string | undefined;
  exponent: number | undefined;
}

/** Currencies that have a minor unit nobody writes any more. */
const WITHOUT_DECIMALS = ["IDR", "COP", "IRR"];

/** Whether amounts of a currency are written without decimals, with three, or otherwise; a given exponent stands before ISO 4217's. */
export function writtenDecimals(
  currency: string | undefined,
  exponent: number | undefined,
): "none" | "three" | "other" {
  const digits = exponent ?? (currency === undefined ? undefined : isoExponent(currency));
  if (digits === 0 || (currency !== undefined && WITHOUT_DECIMALS.includes(currency))) return "none";
  return digits === 3 ? "three" : "other";
}

const SIGNS: Readonly<Record<string, string>> = {
  AED: "د.إ Dhs",
  ARS: "$",
  AUD: "A$ AU$ $",
  BDT: "৳ Tk",
  BRL: "R$",
  CAD: "C$ CA$ $",
  CHF: "Fr. Fr SFr.",
  CLP: "$",
  CNY: "¥ 元 CN¥ RMB 人民币 块",
  COP: "$ COL$",
  CZK: "Kč",
  DKK: "kr. kr",
  EGP: "E£ £",
  EUR: "€",
  GBP: "£",
  GHS: "₵ GH₵",
  HKD: "HK$ $ 港币",
  HUF: "Ft",
  IDR: "Rp. Rp",
  ILS: "₪",
  INR: "₹ Rs. Rs",
  IRR: "﷼",
  ISK: "kr. kr",
  JPY: "¥ 円 JP¥ 日元",
  KES: "KSh. KSh",
  KHR: "៛",
  KRW: "₩ 원",
  KZT: "₸",
  LKR: "Rs. Rs",
  MXN: "$ MX$",
  MYR: "RM",
  NGN: "₦",
  NOK: "kr. kr",
  NPR: "Rs. Rs",
  NZD: "NZ$ $",
  PEN: "S/",
  PHP: "₱",
  PKR: "Rs. Rs",
  PLN: "zł",
  RUB: "₽ руб. руб",
  SAR: "﷼ SR",
  SEK: "kr",
  SGD: "S$ SG$ $",
  THB: "฿ บาท",
  TRY: "₺ TL",
  TWD: "NT$ $ 元 新台币",
  TZS: "TSh",
  UAH: "₴",
  UGX: "USh",
  USD: "$ US$ 美元",
  VND: "₫ đ",
  ZAR: "R",
};

/** The currency that an amount names itself, by its code or by a sign of no other currency: `49.90 EUR`, `Rp150.000`, `COP $2,000`. `$` names none. */
export function currencyIn(text: string): string | undefined {
  const name = plainSpaces(text)
    .replace(/[\d.,'\s-]+/g, " ")
    .trim();
  const code = /^([A-Z]{3})(?: ?\p{Sc})?$/u.exec(name)?.[1];
  if (code !== undefined) return isoExponent(code) === undefined ? undefined : code;
  const named = Object.entries(SIGNS).filter(([, signs]) =>
    signs.split(" ").some((sign) => sign.replace(/\.$/, "") === name),
  );
  return named.length === 1 ? named[0]?.[0] : undefined;
}

/** What may stand beside an amount of this currency: its code and its signs, longest first. Of another currency nothing may. */
export function currencyNames(currency: string | undefined): string[] {
  if (currency === undefined || currency === "") return [];
  const signs = Object.hasOwn(SIGNS, currency) ? (SIGNS[currency] as string).split(" ") : [];
  return [currency, ...signs].sort((a, b) => b.length - a.length);
}

/** The currency that a code or a sign names; undefined for a sign that several currencies share. */
export function currencyNamed(name: string): string | undefined {
  if (/^[A-Za-z]{3}$/.test(name) && isoExponent(name.toUpperCase()) !== undefined) return name.toUpperCase();
  const having = Object.keys(SIGNS).filter((code) => currencyNames(code).includes(name));
  return having.length === 1 ? having[0] : undefined;
}
