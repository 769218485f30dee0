/**
 * The page that every PDF is set on. It is fixed: what people wrote comes in as data (`data.json`, a `PdfData`) and is only ever put where text stands, so
 * nothing of it is read as instructions. Libertinus comes with Typst, the Arabic and Chinese fonts with packages (`fonts.ts`); whatever else the machine has is
 * taken for letters that these lack.
 */
export const template = `
#let data = json("data.json")
#let grey = luma(35%)
#let faces(lang) = if lang in ("zh", "ja", "ko") {
  let own = (zh: (), ja: ("Noto Serif CJK JP", "Noto Sans CJK JP"), ko: ("Noto Serif CJK KR", "Noto Sans CJK KR"))
  ((name: "Libertinus Serif", covers: "latin-in-cjk"), "Noto Naskh Arabic") + own.at(lang) + ("Noto Sans S Chinese",)
} else { ("Libertinus Serif", "Noto Naskh Arabic", "Noto Sans S Chinese") }
#let side(rtl) = if rtl { "right" } else { "left" }
// Where a long word may be parted (U+200B) the line may end, and no sign stands there that would be copied with the words.
#let parted(words) = words.split("\\u{200b}").join(box(width: 0pt))
// A line has the fonts of what it is mostly written in: quotation marks stand in those of both, and are as wide as a letter in one.
#let turned(line, body, lang: data.language) = {
  let east = if lang in ("zh", "ja", "ko") { lang } else { "zh" }
  text(dir: if line.rtl { rtl } else { ltr }, font: faces(if line.east { east } else { "en" }), body)
}
#let lines(all) = for line in all { par(turned(line, parted(line.text))) }

#set document(
  title: data.title,
  author: data.author,
  date: datetime(year: data.created.at(0), month: data.created.at(1), day: data.created.at(2)),
)
#set page(
  paper: "a4",
  margin: (x: 2.5cm, top: 2.4cm, bottom: 2.6cm),
  footer: context align(center, text(9pt, fill: grey, turned(data.pageWord, [#data.pageWord.text #counter(page).display()]))),
)
#set text(11pt, font: faces("en"), lang: data.language, hyphenate: false)
#set par(leading: 0.68em, spacing: 0.95em)
#show title: set text(20pt)
#show heading.where(level: 1): set text(15pt)
#show heading.where(level: 2): set text(12.5pt)
#show heading.where(level: 3): set text(11.5pt)
#show heading.where(level: 4): set text(11pt)
#show heading: set block(above: 1.9em, below: 0.9em)
#show quote.where(block: true): it => it.body

#let excerpt(it) = {
  quote(block: true, block(
    sticky: true,
    width: 100%,
    above: 1.5em,
    below: 0.55em,
    inset: ((side(it.rtl)): 0.9em),
    stroke: ((side(it.rtl)): 1.2pt + luma(75%)),
    text(lang: it.language, region: it.region, for line in it.quote {
      par(turned(line, parted(line.text), lang: it.language))
    }),
  ))
  let cited = turned(it.citation, parted(it.citation.text))
  block(inset: (left: 0.9em, right: 0.9em), below: 0.6em, {
    set par(spacing: 0.5em)
    text(9.5pt, par(if it.link == "" { cited } else { link(it.link, cited) }))
    text(9pt, fill: grey, lines(it.details))
  })
  if it.note.len() > 0 { block(inset: (left: 1.8em, right: 0.9em), text(10pt, lines(it.note))) }
}

#let written(it) = {
  let spans = for span in it.spans {
    let set-in = if span.bold { strong } else { body => body }
    (if span.italic { emph } else { body => body })(set-in(text(parted(span.text))))
  }
  let inner = turned(it, spans)
  if it.style == "heading" { heading(level: 3, outlined: false, bookmarked: false, inner) }
  else if it.style == "quotation" { quote(block: true, block(inset: (left: 1.2em, right: 1.2em), par(inner))) }
  else if it.style == "item" {
    block(inset: ((side(it.rtl)): 1.2em * (it.depth - 1)), above: 0.5em, below: 0.5em,
      grid(columns: (1.6em, 1fr), text(it.mark), inner))
  } else { par(inner) }
}

#for it in data.blocks {
  if it.kind == "title" { title(turned(it, it.text)) }
  else if it.kind == "heading" { heading(level: it.level, turned(it, it.text)) }
  else if it.kind == "line" { text(9.5pt, fill: grey, lines(it.lines)) }
  else if it.kind == "notice" { if sys.inputs.notice != "" { text(9.5pt, fill: rgb("#8a2a1b"), par(turned((rtl: false, east: data.language in ("zh", "ja", "ko")), sys.inputs.notice))) } }
  else if it.kind == "paragraph" { lines(it.lines) }
  else if it.kind == "written" { written(it) }
  else { excerpt(it) }
}
`
