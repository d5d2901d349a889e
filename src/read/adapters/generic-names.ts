/**
 * The usual names of a payment's facts, without their case and punctuation: `error_code`, `errorCode`, `ERROR-CODE` and `error.code` are
 * all `errorcode`. English first, then Chinese, Indonesian, Spanish and Portuguese. The earlier of a list says more than the later.
 */
const list = (text: string): string[] => text.split(/\s+/).filter((name) => name !== "");

export const factNames = {
  id: list(`transactionid txnid trxid txid paymentid chargeid transferid payoutid refundid tid transactionhash txhash utr rrn id uuid
    交易号 交易流水号 流水号 交易编号 交易編號 idtransaksi transaksiid nomortransaksi idtransaccion idpago idtransacao idpagamento`),
  reference:
    list(`reference referenceid referenceno referencenumber ref merchantreference txref transactionreference endtoendid externalid
    pspreference orderid orderno ordernumber invoiceid invoicenumber 订单号 商户订单号 订单编号 訂單編號 idpesanan nomorpesanan idorder pedido idpedido
    numeropedido referencia`),
  status:
    list(`transactionstatus paymentstatus txnstatus trxstatus txstatus orderstatus chargestatus status state outcome sdkresult result action decision
    交易状态 支付状态 订单状态 状态 交易狀態 付款狀態 訂單狀態 狀態 statustransaksi statuspembayaran estado estadopago situacao statuspagamento`),
  amount:
    list(`amount amt transactionamount txnamount paymentamount totalamount grossamount orderamount purchaseamount purchamount payamount actualamount withdrawamount total sum
    金额 交易金额 支付金额 订单金额 总金额 金額 交易金額 付款金額 訂單金額 nominal jumlah jumlahtransaksi totalbayar monto importe cantidad valor valortotal montante quantia`),
  otherAmount: list("txnamt"),
  minorAmount: list("amountcents amountincents amountminor amountinminorunits minoramount minorunits amountminorunits"),
  currency: list(
    "currency currencycode currencyid curr ccy asset coin cointype 币种 货币 幣別 matauang moneda divisa moeda",
  ),
  code: list(`declinecode failurecode reasoncode errorcode errcode refusalreasoncode returnreason returncode readableerrorcode responsecode respcode bankrespcode bankresponsecode processorresponsecode acquirerresponsecode resultcode code
    错误码 错误代码 返回码 响应码 錯誤碼 錯誤代碼 回應碼 回傳碼 訊息代碼 kodeerror kodegagal koderespon kode codigoerror codigoerro codigorespuesta codigo`),
  message:
    list(`errormessage errormsg errortext failuremessage failurereason declinereason refusalreason rejectreason rejectionreason returnreason errordescription responsemessage respmsg bankmessage processorresponsetext acquirerresponsemessage resultmessage returnmessage resultdesc resptext
    statusmessage statusreason merchantmessage customermessage usermessage displaymessage localizedmessage localizeddescription message msg description detail
    details reason cause responsetext text note
    错误信息 错误描述 失败原因 原因 描述 消息 錯誤訊息 回應訊息 訊息說明 失敗原因 訊息 motivo pesan pesanerror alasan keterangan mensaje mensajeerror descripcion mensagem
    mensagemerro descricao`),
  error: list("error errors err paymenterror failure exception fault 错误 kesalahan falla erro"),
  time: list(
    "transactiondate transactiontime timestamp createdat created updatedat datetime date time occurredat waktu tanggal fecha data",
  ),
  kind: list("transactiontype paymenttype operation operationtype type kind domain"),
  balance: list("availablebalance balance 余额 可用余额 餘額 saldo saldodisponible saldodisponivel saldotersedia"),
  provider: list("provider gateway processor psp paymentprovider"),
} as const;

/** Names under which a payment says what it is for as often as why it failed: alone they are no sign of a failure. */
const descriptions: ReadonlySet<string> = new Set(
  list("description detail details note \u63cf\u8ff0 keterangan descripcion descricao"),
);

export type UsualFact = keyof typeof factNames;

/** Names in the order in which they count, by fact. */
const known = new Map<string, { fact: UsualFact; rank: number }>();
for (const [fact, names] of Object.entries(factNames))
  for (const [rank, name] of names.entries()) known.set(name, { fact: fact as UsualFact, rank });

/** What was bought, who paid and where it goes: their ids, names and descriptions are not those of the payment. */
const aside = new Set(
  list(`items item lineitems products product cart basket orderlines sender customer payer buyer customerinfo customerdetails user
    shipping shippingaddress billing billingaddress billingdetails address owner metadata headers links device browser merchant store
    avs cvv cvc securitycode clientreferenceinformation`),
);

/** Letters and digits only, in lower case and without accents. */
const plainName = (text: string): string =>
  /^[\x00-\x7f]*$/.test(text)
    ? text.toLowerCase().replace(/[^a-z0-9]/g, "")
    : text
        .normalize("NFKD")
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]/gu, "");

/** Its Chinese half, of a label in two languages: `訊息代碼 Message code`. */
const HAN_HALF = /^\p{Script=Han}{2,}(?=\s?[A-Z])/u;

/** The fact that a member's name is for, and how much the name says; undefined for any other name. */
export function factOf(name: string): { fact: UsualFact; rank: number } | undefined {
  return known.get(name) ?? known.get(plainName(name)) ?? known.get(HAN_HALF.exec(name)?.[0] ?? "");
}

/** The fact of the last word of a path written as one name, `order.payment.state`, where it is that of the payment. */
export function lastFactOf(name: string): { fact: UsualFact; rank: number } | undefined {
  const words = name.length > 100 ? [] : name.split(/[.:/]/);
  const last = words.pop() ?? "";
  return words.length > 0 && !words.some(isAside) && /^\w+$/.test(last) ? factOf(last) : undefined;
}

/** A name without its word for a code or a text: `origRespCode` and `origRespMsg` are of one pair, and so are `code2` and `message2`. */
export const pairName = (name: string): string =>
  plainName(name).replace(
    /code|message|msg|text|txt|description|desc|codigo|mensa(?:je|gem)|descri(?:pcion|cao)|码|碼|信息|消息|描述/g,
    "",
  );

/** What a check found, what approves, and numbers of other things: they end as the names of a payment's facts do. */
const CHECKS =
  /avs|aav|cvv|cvc|cvn|cv2|csc|cavv|eci$|3ds|threeds|fraud|risk|address|zip|postal|country|currency|phone|mail|approval|auth(?:ori[sz]ation)?(?:code|number|no)$|sms|token|locale|language|product|item|installment|time$|date$|zone$|bank(?:code|name|id)$/;
/** Whose answer it is, in front of the word for a code or a text: `HostResponseCode`, `ssl_result_message`, `nb_error`, `vpc_Message`. */
const ANSWER =
  "(?:resp|response|respuesta|reponse|result|resultado|return|retour|retorno|error|err|erro|decline|fail|failure|reject|rejection|refusal|reason|host|bank|gateway|issuer|acquirer|processor|proc|action|accion)";
const ENDINGS: readonly (readonly [UsualFact, RegExp])[] = [
  ["code", new RegExp(`${ANSWER}\\w{0,8}(?:code|cod|cd|rc)$|^(?:cod|cd|code|codigo)\\w{0,4}${ANSWER}$|^rcode$`)],
  [
    "message",
    new RegExp(
      `(?:${ANSWER}|auth|status)\\w{0,12}(?:message|messages|msg|text|txt|description|desc|details?|info|plus|says|said)$|(?:long|short)message$|msg$`,
    ),
  ],
  ["error", /errors?$/],
  ["status", /(?:status|state|result|outcome|response|approved|decision|ack|lastevent)$/],
  // Of a part of it, or of what was moved before, nothing is left out.
  [
    "otherAmount",
    /^(?!.*(?:tax|fee|tip|discount|refund|settle|receipt|invoice|point|buyer|net|ship|balance|limit|m[ia][nx])).*(?:amount|amt)$/,
  ],
  ["id", /(?:trans|tran|trx|txn|transaction|payment|charge)(?:id|number|no|num|ref|reference)$/],
];

/** The fact that the ending of a name nobody lists tells: it counts behind every listed name, and alone it is no sign of a failure. */
export function likelyFactOf(name: string): UsualFact | undefined {
  // `WalletError` is the name of what a program threw.
  if (name.length > 60 || /^[A-Z][a-z]\w*(?:Error|Exception)$/.test(name) || name.split(".").some(isAside))
    return undefined;
  const plain = plainName(name).replace(/\d$/, "");
  return CHECKS.test(plain) ? undefined : ENDINGS.find(([, ending]) => ending.test(plain))?.[0];
}

/** Whether a member's name may be that of what was bought. */
export const isDescription = (name: string): boolean => descriptions.has(plainName(name));

/** Whether a member is about something beside the payment. */
export const isAside = (name: string): boolean => aside.has(plainName(name));

type Status = "failed" | "cancelled" | "expired" | "unknown" | "refunded" | "pending" | "succeeded";

/** Of several states in one payload the first of these counts: an order is paid only where no payment in it has failed. */
export const statusOrder: readonly Status[] = [
  "failed",
  "cancelled",
  "expired",
  "unknown",
  "refunded",
  "pending",
  "succeeded",
];

/** The words of two or three letters are those of Airtel Money. */
const stateWords: Record<Status, string[]> = {
  failed:
    list(`failed failure fail notsuccessful notapproved notauthorized notauthorised naorealizado naorealizada declined decline denied deny rejected reject refused error errored unsuccessful bounced returned nok ko tf notprocessed
    失败 交易失败 支付失败 付款失败 已拒绝 失敗 交易失敗 付款失敗 授權失敗 gagal ditolak fallido fallida fallo rechazado rechazada denegado denegada
    falhou falha falhado recusado recusada rejeitado rejeitada negado negada`),
  cancelled:
    list(`cancelled canceled voided aborted usercancelled cancelledbyuser 已取消 取消 已撤销 已关闭 dibatalkan batal cancelado
    cancelada anulado anulada`),
  expired: list("expired te 已过期 超时 已超时 kedaluwarsa kadaluarsa vencido vencida expirado expirada"),
  unknown: list("unknown ta timedout timeout indeterminate 未知 desconocido desconhecido"),
  refunded: list(
    "refunded chargedback reversed 已退款 退款 dikembalikan reembolsado reembolsada devolvido estornado estornada",
  ),
  pending:
    list(`pending tip processing inprogress inprocess submitted authorized authorised requiresaction created initiated waiting queued hold
    onhold underreview inreview pendingreview manualreview onholdreview 处理中 待支付 支付中 等待付款 待处理 處理中 待付款 tertunda diproses menunggu pendiente procesando enproceso pendente processando emanalise
    aguardando`),
  succeeded:
    list(`success ts successful succeeded succeed completed complete paid captured approved settled ok confirmed 成功 交易成功 支付成功 付款成功 已付款
    已支付 已完成 berhasil sukses selesai lunas exitoso exitosa pagado pagada completado aprobado aprobada sucesso pago paga concluido
    aprovado aprovada`),
};
const states = new Map(
  Object.entries(stateWords).flatMap(([status, words]) =>
    words.map((word): [string, Status] => [word, status as Status]),
  ),
);

/**
 * The state that a word is for; "PAYMENT_FAILED" and "TXN_FAILURE" are the words behind their prefix, "REJECT: 15" is the word in front of
 * its number, and "REJECTED_VALIDATION" the refusal in front of its reason.
 */
export function stateOf(said: string): Status | undefined {
  const plain = plainName(said.replace(/^([\p{L}_ ]{2,30}): ?\d{1,6}$/u, "$1"));
  return (
    states.get(plain) ??
    states.get(
      plain.replace(
        /^(?:payment|transaction|transfer|txn|trx|order|charge|status|transaksi|pembayaran|transaccion|transacao|pago)/,
        "",
      ),
    ) ??
    (/^(?:rejected|declined|refused|denied|failed)(?=_)/i.test(said) ? "failed" : undefined)
  );
}

/** Whether a state is the end of a payment that did not go through. */
export const isFailedState = (state: string | undefined): state is "failed" | "cancelled" | "expired" =>
  state === "failed" || state === "cancelled" || state === "expired";

const kinds: readonly (readonly [RegExp, string])[] = [
  [/refund|reversal|退款|reembolso|estorno|pengembalian/i, "refund"],
  [/payout|disbursement|代付|pago a tercero/i, "payout"],
  [/withdraw|cash ?-?_?out|提现|penarikan|retiro|saque/i, "withdrawal"],
  [/top.?up|deposit|cash ?-?_?in|充值|isi saldo|recarga/i, "top_up"],
  [/transfer|转账/i, "transfer"],
];

/** The kind that an operation's name is for; undefined for a payment and for what says nothing, as a domain that is no error's. */
export const kindWord = (name: string, said: string): string | undefined =>
  /^domain$/i.test(name) && !/error(?:domain)?$/i.test(said)
    ? undefined
    : kinds.find(([pattern]) => pattern.test(said))?.[1];

/** Digits of assets that are no currency of ISO 4217. One that is not here is not named: nobody knows its units. */
export const assetDigits: Readonly<Record<string, number>> = {
  BTC: 8,
  LTC: 8,
  BCH: 8,
  DOGE: 8,
  ETH: 18,
  BNB: 18,
  POL: 18,
  AVAX: 18,
  XRP: 6,
  XLM: 7,
  SOL: 9,
  TRX: 6,
  ADA: 6,
  DOT: 10,
  ATOM: 6,
  TON: 9,
  USDT: 6,
  USDC: 6,
};
