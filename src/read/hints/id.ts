import type { ReadMessageKey } from "../messages.js";

/** What is told of a text, in Indonesian. */
export const indonesianHints: Readonly<Record<ReadMessageKey, string>> = {
  not_json: "ini bukan teks atau nilai JSON yang sudah diurai; ubah Buffer menjadi teks terlebih dahulu",
  "not_json.inside":
    "nilai di {path} bukan JSON biasa (Date, Map, BigInt, objek kelas, fungsi, atau rujukan melingkar); kirim isi pesan apa adanya, atau teksnya",
  "too_large.input": "lebih dari 16 MiB; tempel lebih sedikit transaksi sekaligus",
  "too_large.document": "lebih dari 16 MiB; tempel satu dokumen saja",
  "too_large.values": "lebih dari {most} nilai; tempel lebih sedikit sekaligus",
  "too_large.depth": "bersarang lebih dari {most} tingkat; tempel bagian dalamnya saja",
  "too_large.string": "ada teks lebih dari 1 MiB; persingkat",
  "too_large.digits": "ada angka lebih dari {most} digit",
  "too_large.exponent": "ada angka dengan eksponen di luar ±{most}",
  "too_large.entries": "lebih dari {most} entri dalam satu daftar; tempel lebih sedikit sekaligus",
  "too_large.repairs": "terlalu banyak bagian yang harus diperbaiki; tempel dari sumbernya",
  no_transaction:
    "tidak ada transaksi, kode galat, atau frasa yang dikenal di dalamnya; tempel pembayaran yang gagal seperti di log, atau beri kode dan pesannya saja: {template}",
  "no_transaction.objects":
    "tidak ada transaksi di dalamnya: yang terbaca, {found}, tidak menyebut pembayaran mana yang gagal atau sebabnya; tambahkan yang Anda ketahui, kode dan pesannya saja cukup: {template}",
  cut_off: "teks berakhir sebelum lengkap; tempel seluruhnya",
  "cut_off.string": "teks berakhir di tengah sebuah string; tempel seluruhnya",
  "cut_off.element": "teks berakhir di dalam <{tag}>; tempel seluruhnya",
  "cut_off.open": 'ada "{bracket}" yang tidak ditutup: sepertinya ada bagian yang hilang; tempel seluruh JSON',
  "cut_off.close": 'ada "{close}" di sini tanpa "{bracket}": sepertinya ada bagian yang hilang; tempel seluruh JSON',
  "cut_off.member": "ada isian di luar objeknya di sini: sepertinya ada bagian yang hilang; tempel seluruh JSON",
  "cut_off.name": '"{name}" ada di luar objeknya: sepertinya ada bagian yang hilang; tempel seluruh JSON',
  "cut_off.owner": 'ini bagian dari "{name}", bukan transaksi: sepertinya ada bagian yang hilang; tempel seluruh JSON',
  something_follows: "masih ada isi setelah akhir {language}",
  comma_missing: 'setelah sebuah entri kurang koma atau "{close}"; tambahkan yang dimaksud',
  "comma_missing.member": 'setelah sebuah isian kurang koma atau "{close}"; tambahkan yang dimaksud',
  comma_trailing: "ada koma sebelum kurung penutup",
  colon_missing: "titik dua setelah kunci tidak ada",
  key_missing: "di sini seharusnya ada kunci",
  "key_missing.quoted": "di sini seharusnya ada kunci dalam tanda kutip",
  value_missing: "di sini nilainya tidak ada",
  not_a_value: '"{word}" bukan nilai; teks diberi tanda kutip, bilangan ditulis dengan angka',
  "not_a_value.json": "ini bukan nilai JSON",
  "not_a_value.placeholder": "ada penanda tempat di posisi nilai",
  not_a_number: "angka ini tidak ditulis dengan jelas; tulis seperti 125.50, atau beri tanda kutip",
  comment_open: "ada komentar yang tidak ditutup",
  control_character: "ada karakter kontrol di dalam string",
  bad_escape: "\\{letter} bukan escape",
  "bad_escape.unfinished": "ada escape yang tidak selesai",
  "bad_escape.unicode": "ada escape \\u yang tidak selesai",
  "bad_escape.beyond": "ada escape di luar Unicode",
  "bad_escape.percent": "ada escape % yang tidak selesai; tempel seluruh isinya",
  "bad_escape.repeated": "di-escape terlalu banyak lapis; kembalikan dahulu",
  "bad_escape.shell": "ada escape shell yang tidak dibaca; tempel yang benar-benar dikirim",
  two_values: '"{name}" muncul kedua kali di sini dengan nilai lain; simpan yang benar',
  colour_in_number: "ada kode warna di dalam angka; tempel teks tanpa warna",
  row_length: "baris ini punya {cells} sel, judulnya {columns}; sel yang memuat pemisah diberi tanda kutip",
  "quote_open.cell": "ada sel berkutip yang tidak ditutup; tempel seluruh tabel",
  "quote_open.command": "ada tanda kutip perintah yang tidak ditutup; tempel seluruh perintah",
  after_quote: "sel berkutip masih berlanjut setelah tanda kutipnya",
  "curl_data.missing": "data setelah opsi ini tidak ada; tempel seluruh perintah",
  "curl_data.file": "datanya ada di berkas; tempel isi berkas itu",
  "curl_data.replaced": "shell mengganti bagian ini sebelum dikirim; tempel yang benar-benar dikirim",
  "xml.element": "di sini seharusnya dimulai sebuah elemen",
  "xml.name": "di sini seharusnya ada nama",
  "xml.instruction": "ada instruksi yang tidak ditutup",
  "xml.cdata": "ada bagian CDATA yang tidak ditutup",
  "xml.document_type": "XML dengan tipe dokumen tidak dibaca; tempel dokumen tanpa bagian itu",
  "xml.tag": "ada tag yang tidak ditutup",
  "xml.attribute": "atribut perlu nilai dalam tanda kutip",
  "xml.attribute_open": "ada atribut yang tidak ditutup",
  "xml.closing": "di sini seharusnya ada </{tag}>; tempel seluruh XML",
  "xml.entity": "ada entitas yang tidak dibaca; hanya &lt; &gt; &amp; &quot; &apos; dan entitas angka",
  amount_unclear: '"{text}" di {path} bukan nominal yang bisa dibaca tanpa menebak; tulis seperti 125.50',
  "amount_unclear.no_currency":
    '"{text}" di {path} bukan nominal yang bisa dibaca tanpa menebak; tulis seperti 125.50, dan sebutkan mata uangnya',
  "amount_ambiguous.decisive":
    '"{text}" bisa berarti {grouped} atau {decimal}; tulis {grouped} atau {plainly}, atau pilih cara penulisan angka',
  amount_ambiguous:
    '"{text}" bisa berarti {grouped} atau {decimal}, jadi tidak dipakai; tulis {grouped} atau {plainly}, atau pilih cara penulisan angka',
  "amount_inexact.decisive":
    "angka di {path} mungkin sudah kehilangan digit saat diurai; kirim nominalnya sebagai teks, atau teks seluruh pesan",
  amount_inexact:
    "angka di {path} mungkin sudah kehilangan digit saat diurai, jadi tidak dipakai; kirim sebagai teks, atau kirim teks seluruh pesan",
  "amount_unreadable.currency": "Nominal di pesan ini tanpa mata uang ISO 4217, jadi tidak dipakai.",
  "amount_unreadable.form": "Nominal di pesan ini tidak ditulis seperti ketentuan penyedianya, jadi tidak dipakai.",
  "amount_unreadable.inexact":
    "Nominal di pesan ini berupa angka yang mungkin sudah kehilangan digit saat diurai, jadi tidak dipakai. Kirim teks pesan aslinya.",
  amount_seen:
    'ada "{text}" di dalam teks; nominal di tengah kalimat tidak dipakai, karena bisa saja itu saldo, limit, atau harga',
  object_unread:
    "satu objek di dalam teks tidak bisa dibaca, jadi hanya kata-katanya yang dipakai, tanpa nominal; tempel objeknya secara utuh untuk hasil yang lebih lengkap",
  "object_unread.cut":
    "teksnya terpotong sebelum objeknya selesai, jadi hanya bagian sebelum potongan yang dibaca; tempel objeknya secara utuh untuk hasil yang lebih lengkap",
  "amount_unreadable.network":
    "Pesan ini memberi nominal dalam koin jaringannya, tetapi tidak menyebut jaringannya, jadi tidak dipakai. Sebutkan jaringannya (chain id).",
  "amount_unreadable.seen":
    "Pesan ini berisi {field} {value}, tetapi tidak jelas satu nominal dengan mata uang dan satuannya, jadi tidak dipakai.",
};
