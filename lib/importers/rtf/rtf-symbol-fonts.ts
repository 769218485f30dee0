/** From a code on, one sign after the other; a space leaves a code out. */
type Run = readonly [from: number, signs: string]

// Adobe's Symbol encoding, and for the fonts of dingbats what Unicode took over from them; where a sign has an older likeness that more fonts have, that one.
const symbol: readonly Run[] = [
  [0x21, '!∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼'],
  [0xa0, '€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪'],
  [0xf1, '〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭'],
]
const wingdings: readonly Run[] = [
  [
    0x21,
    '🖉✂✁👓🕭🕮🕯🕿✆🖂🖃📪📫📬📭📁📂📄🗏🗐🗄⌛🖮🖰🖲🖳🖴🖫🖬✇✍🖎✌👌👍👎☜☞☝☟🖐☺😐☹💣☠🏳🏱✈☼💧❄🕆✞🕈✠✡☪☯ॐ☸♈♉♊♋♌♍♎♏♐♑♒♓🙰🙵●🔾■□🞐❑❒⬧⧫◆❖⬥⌧⮹⌘🏵🏶🙶🙷',
  ],
  [
    0x80,
    '⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿🙢🙠🙡🙣🙞🙜🙝🙟·•▪○🞆🞈◉◎🔿▪◻🟂✦★✶✴✹✵⯐⌖⟡⌑⯑✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛⮰⮱⮲⮳⮴⮵⮶⮷🙪🙫🙕🙔🙗🙖🙐🙑🙒🙓⌫⌦⮘➢⮙⮛⮈⮊⮉⮋←→↑↓↖↗↙↘➔➔➔➔🡼🡽🡿🡾⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂🢬🢭✘✔☒☑⊞',
  ],
]
const wingdings2: readonly Run[] = [
  [0x4f, '✘✔☒☑☒☒⮾⮿🛇⦸'],
  [0x96, '●'],
  [0x9f, '■□'],
  [0xa3, '☐'],
]
const wingdings3: readonly Run[] = [
  [0x21, '⭠⭢⭡⭣⭤⭥⭧⭦⭨⭩'],
  [0x70, '▲▼△▽◀▶◁▷◣◢◤◥'],
  [0x7d, '▶'],
  [0x84, '►'],
]
const webdings: readonly Run[] = [
  [0x31, '⏴⏵⏶⏷⏪⏩⏮⏭⏸⏹⏺'],
  [0x59, '♥'],
  [0x61, '✔'],
  [0x63, '□'],
  [0x67, '■'],
  [0x6e, '⚫'],
  [0x72, '✖'],
  [0x76, '⚠'],
]
const zapf: readonly Run[] = [
  [0x21, '✁✂✃✄☎✆✇✈✉☛☞✌✍✎✏✐✑✒✓✔✕✖✗✘✙✚✛✜✝✞✟✠✡✢✣✤✥✦✧★✩✪✫✬✭✮✯✰✱✲✳✴✵✶✷✸✹✺✻✼✽✾✿❀❁❂❃❄❅❆❇❈❉❊❋●❍■❏❐❑❒▲▼◆❖◗❘❙❚❛❜❝❞'],
  [0xa1, '❡❢❣❤❥❦❧♣♦♥♠①②③④⑤⑥⑦⑧⑨⑩❶❷❸❹❺❻❼❽❾❿➀➁➂➃➄➅➆➇➈➉➊➋➌➍➎➏➐➑➒➓➔→↔↕➘➙➚➛➜➝➞➟➠➡➢➣➤➥➦➧➨➩➪➫➬➭➮➯'],
  [0xf1, '➱➲➳➴➵➶➷➸➹➺➻➼➽➾'],
]

const fonts: readonly [RegExp, readonly Run[]][] = [
  [/^symbol( mt)?$|^symbolps/i, symbol],
  [/^wingdings$|^wingdings-regular$/i, wingdings],
  [/^wingdings ?2$/i, wingdings2],
  [/^wingdings ?3$/i, wingdings3],
  [/^webdings$/i, webdings],
  [/^(itc )?zapf ?dingbats|^monotype sorts/i, zapf],
]
const tables = new Map<readonly Run[], ReadonlyMap<number, string>>()

/** What the codes of a font of signs (32 to 255) stand for; undefined for a font that is not known. */
export function symbolTable(fontName: string): ReadonlyMap<number, string> | undefined {
  const runs = fonts.find(([name]) => name.test(fontName.trim()))?.[1]
  if (!runs) return undefined
  const known = tables.get(runs)
  if (known) return known
  const table = new Map([
    [0x20, ' '],
    ...runs.flatMap(([from, signs]) => [...signs].map((sign, at): [number, string] => [from + at, sign])),
  ])
  tables.set(runs, table)
  return table
}
