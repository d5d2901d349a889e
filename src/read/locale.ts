export type Separator = "." | ",";

// What separates decimals is a fact of few places and does not change; Intl's answer differs by its version.
const COMMA_POINTS_GROUP =
  "az bs ca da de el es eu fo gl hr id is it jv km lo mk nl pt ro sl sq sr su tr uz vi es-AR es-BO es-CL es-CO es-EC es-ES es-PY es-UY es-VE pt-BR";
const COMMA_SPACE_GROUPS = "af be bg cs et fi fr hu hy ka kk ky lt lv nb nn no pl pt-PT ru sk sv tg tk uk en-ZA";
const POINT_COMMA_GROUPS =
  "am bn cy en es-DO es-GT es-HN es-MX es-NI es-PA es-PE es-PR es-SV es-US fil ga gu he hi ja kn ko ml mn mr ms my ne or pa ps sd si sw ta te th tl ur zh yo zu";
const POINT_APOSTROPHE_GROUPS = "de-CH de-LI it-CH fr-CH";

const table = new Map<string, { decimal: Separator; group: Separator | null }>();
for (const [tags, decimal, group] of [
  [COMMA_POINTS_GROUP, ",", "."],
  [COMMA_SPACE_GROUPS, ",", null],
  [POINT_COMMA_GROUPS, ".", ","],
  [POINT_APOSTROPHE_GROUPS, ".", null],
] as const) {
  for (const tag of tags.split(" ")) table.set(tag.toLowerCase(), { decimal, group });
}

/** What a separator means in a locale: by tag, then by language; undefined where the locale does not use it or is not known. */
export function separatorMeaning(locale: string | undefined, separator: Separator): "decimal" | "group" | undefined {
  if (locale === undefined) return undefined;
  const parts = locale.toLowerCase().split(/[-_]/);
  const region = parts.slice(1).find((part) => /^[a-z]{2}$/.test(part));
  const row = table.get(`${parts[0]}-${region}`) ?? table.get(parts[0] as string);
  if (row === undefined) return undefined;
  return separator === row.decimal ? "decimal" : separator === row.group ? "group" : undefined;
}
