import { describe, expect, it } from "vitest";
import { assess, type ReplyChannel, reply } from "../../src/api/index.js";
import { moreSituations } from "./more-reply-situations.js";
import { situations as firstSituations } from "./reply-situations.js";

const situations = { ...firstSituations, ...moreSituations };

/** Whole replies, as they are sent. */
const TEXTS: [situation: string, locale: string, channel: ReplyChannel, profile: string, lines: string[]][] = [
  [
    "the balance is short by the fee",
    "en",
    "email",
    "default",
    [
      "Hello,",
      "",
      "Your payment of IDR 150,000 on Nov 22, 09:14 WIB (ref. trx-88121) did not go through. IDR 150,000 + IDR 2,500 fee = IDR 152,500, but only IDR 150,000 is available: short IDR 2,500.",
      "",
      "Please add at least IDR 2,500, then pay again.",
      "1. Open the app and choose to add IDR 2,500 or more.",
      "2. Choose where the IDR 2,500 comes from: a linked bank card, a credit card or another way.",
      "3. Then pay again.",
      "",
      "If the amount can be changed, please pay IDR 147,500 or less.",
      "",
      "If it still does not work, just reply to this message.",
    ],
  ],
  [
    "the balance is short by the fee",
    "zh-CN",
    "chat",
    "default",
    [
      "您好！",
      "您 11月22日 09:14（印尼西部时间）的一笔 IDR 150,000 付款（参考号 trx-88121）未成功。含手续费 IDR 2,500 共需 IDR 152,500（金额 IDR 150,000），可用余额只有 IDR 150,000，还差 IDR 2,500。",
      "请至少充值 IDR 2,500，然后重新付款。如果金额可以调整，请将付款金额改为 IDR 147,500 以内。如仍不成功，请直接回复本消息。",
    ],
  ],
  [
    "the balance is short by the fee",
    "id",
    "chat",
    "gopay",
    [
      "Halo Kak,",
      "Pembayaran Rp 150.000 pada 22 Nov, 09.14 WIB (ref. trx-88121) belum berhasil. Totalnya Rp 152.500 (nominal Rp 150.000 + biaya Rp 2.500), sedangkan saldo tersedia Rp 150.000, jadi kurang Rp 2.500.",
      "Silakan isi saldo minimal Rp 2.500, lalu bayar lagi. Kalau nominalnya bisa diubah, silakan bayar maksimal Rp 147.500. Bila masih terkendala, balas pesan ini ya, Kak.",
      "GoPay",
    ],
  ],
  [
    "a card without enough money",
    "en",
    "sms",
    "default",
    [
      "Your payment of $49.90 on Nov 22, 09:14 EST (ref. pi_3Q) did not go through. Your card does not have enough money for this payment. Please use another card.",
    ],
  ],
  [
    "a card without enough money",
    "zh-CN",
    "chat",
    "default",
    [
      "您好！",
      "您 11月22日 09:14（北美东部标准时间）的一笔 US$49.90 付款（参考号 pi_3Q）未成功。您的银行卡余额不足，无法完成这笔付款。",
      "请改用其他银行卡。如仍不成功，请直接回复本消息。",
    ],
  ],
  [
    "a card without enough money",
    "id",
    "chat",
    "gopay",
    [
      "Halo Kak,",
      "Pembayaran US$49,90 pada 22 Nov, 09.14 EST (ref. pi_3Q) belum berhasil. Dana di kartu tidak cukup untuk pembayaran ini.",
      "Silakan gunakan kartu lain. Bila masih terkendala, balas pesan ini ya, Kak.",
      "GoPay",
    ],
  ],
  [
    "over the daily limit",
    "en",
    "chat",
    "default",
    [
      "Hello,",
      "Your transfer of IDR 300,000 on Nov 22, 09:14 WIB did not go through. With IDR 820,000 already used that day, IDR 300,000 more makes IDR 1,120,000: IDR 120,000 over the daily limit of IDR 1,000,000.",
      "The full amount works again from Nov 23, 00:00 WIB; until then, up to IDR 180,000. If it still does not work, just reply to this message.",
    ],
  ],
  [
    "over the daily limit",
    "zh-CN",
    "chat",
    "default",
    [
      "您好！",
      "您 11月22日 09:14（印尼西部时间）的一笔 IDR 300,000 转账未成功。当日已用 IDR 820,000，加上本次 IDR 300,000 共 IDR 1,120,000，比每日限额 IDR 1,000,000 多出 IDR 120,000。",
      "11月23日 00:00（印尼西部时间）起可以全额转账；在此之前，最多可转账 IDR 180,000。如仍不成功，请直接回复本消息。",
    ],
  ],
  [
    "over the daily limit",
    "id",
    "sms",
    "default",
    [
      "Transfer Rp 300.000 pada 22 Nov, 09.14 WIB belum berhasil. Pemakaian hari itu Rp 820.000, ditambah transaksi ini Rp 300.000 menjadi Rp 1.120.000, melebihi limit harian Rp 1.000.000 sebesar Rp 120.000. Nominal penuh bisa diproses lagi mulai 23 Nov, 00.00 WIB; sebelum itu maksimal Rp 180.000.",
    ],
  ],
  [
    "no answer came",
    "en",
    "chat",
    "default",
    [
      "Hello,",
      "This is about your payment of IDR 150,000 on Nov 22, 09:14 WIB (ref. trx-1). No final result has come, so it is not known yet whether it went through and whether money has left the account.",
      "Please check your history or ask the payee first, and do not pay again until the result is clear. So that we can help you further, please reply with: the phone number or email address of your account.",
    ],
  ],
  [
    "no answer came",
    "zh-CN",
    "chat",
    "default",
    [
      "您好！",
      "关于您 11月22日 09:14（印尼西部时间）的一笔 IDR 150,000 付款（参考号 trx-1）：尚未收到最终结果，因此还不清楚交易是否成功、账户是否已被扣款。",
      "请先查看交易记录或询问收款方，在结果明确之前请勿重新付款。为便于我们继续协助您，请在回复中提供：账户绑定的手机号码或电子邮箱。",
    ],
  ],
  [
    "no answer came",
    "id",
    "chat",
    "gopay",
    [
      "Halo Kak,",
      "Ini mengenai pembayaran Rp 150.000 pada 22 Nov, 09.14 WIB (ref. trx-1). Hasil akhirnya belum kami terima, jadi belum diketahui apakah transaksinya berhasil dan apakah dana sudah keluar.",
      "Mohon cek riwayat transaksi atau tanyakan ke penerima dulu, dan jangan bayar lagi sebelum hasilnya jelas. Agar kami bisa membantu lebih lanjut, mohon balas dengan: nomor ponsel atau email yang terdaftar.",
      "GoPay",
    ],
  ],
  [
    "activity that is not the customer's",
    "en",
    "sms",
    "default",
    [
      "This is about your payment of IDR 150,000 on Nov 22, 09:14 WIB. We see activity on the account that may not be yours, so please secure the account at once. Please freeze it in the app right now, change your password, and call us on the number in the official app or website.",
    ],
  ],
  [
    "activity that is not the customer's",
    "zh-CN",
    "chat",
    "default",
    [
      "您好！",
      "关于您 11月22日 09:14（印尼西部时间）的一笔 IDR 150,000 付款：我们发现账户中有可能并非您本人的操作，请立即保护账户。",
      "请立即在应用中冻结账户或银行卡，修改密码，并拨打官方应用或官方网站上的电话联系我们。请暂时不要重新付款。我们不会向您索要密码、支付密码或验证码。",
    ],
  ],
  [
    "activity that is not the customer's",
    "id",
    "chat",
    "gopay",
    [
      "Halo Kak,",
      "Ini mengenai pembayaran Rp 150.000 pada 22 Nov, 09.14 WIB. Kami mendeteksi aktivitas tidak biasa di akun ini yang mungkin dilakukan orang lain, jadi mohon segera amankan akunnya.",
      "Mohon segera bekukan akun atau kartu di aplikasi, ganti kata sandi, lalu telepon kami di nomor yang ada di aplikasi atau situs resmi. Untuk sementara, mohon jangan bayar lagi. Kami tidak pernah meminta PIN, kata sandi, atau kode OTP.",
      "GoPay",
    ],
  ],
  [
    "a recurring payment that the bank wants confirmed",
    "en",
    "chat",
    "default",
    [
      "Hello,",
      "Your payment of €9.99 on Nov 22, 09:14 CET did not go through. This payment has to be confirmed first, and that has not been done.",
      "Please open the page or app of the merchant and confirm this payment there. Alternatively, please use another card. If it still does not work, just reply to this message.",
    ],
  ],
  [
    "a recurring payment that the bank wants confirmed",
    "zh-CN",
    "chat",
    "default",
    [
      "您好！",
      "您 11月22日 09:14（中欧标准时间）的一笔 €9.99 付款未成功。这笔付款需要先确认，目前尚未确认。",
      "请打开商家的页面或应用，在那里确认这笔付款。或者，请改用其他银行卡。如仍不成功，请直接回复本消息。",
    ],
  ],
  [
    "a recurring payment that the bank wants confirmed",
    "id",
    "chat",
    "default",
    [
      "Halo,",
      "Pembayaran €9,99 pada 22 Nov, 09.14 CET belum berhasil. Transaksi pembayaran ini perlu dikonfirmasi dahulu, tetapi belum dikonfirmasi.",
      "Silakan buka halaman atau aplikasi merchant, lalu konfirmasi pembayaran ini di sana. Alternatifnya, silakan gunakan kartu lain. Bila masih terkendala, silakan balas pesan ini.",
    ],
  ],
];

/** Intl writes spaces that do not break; a reader sees spaces. */
const seen = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ");

describe("the whole text of a reply", () => {
  it.each(TEXTS)("%s, in %s, by %s, as %s", async (situation, locale, channel, profile, lines) => {
    const { text } = reply(await assess(situations[situation] ?? {}), { locale, channel, profile });
    expect(seen(text)).toBe(lines.join("\n"));
  });
});
