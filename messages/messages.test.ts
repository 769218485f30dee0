import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { describe, expect, it } from 'vitest'
import { locales, writtenLocales, type Locale } from '@/lib/i18n/locales'
import { messagesFor } from '@/lib/i18n/messages'

/** Every text of a tree of messages by its dotted key. */
function texts(tree: object, above = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'string' ? [[above + key, value] as const] : [...texts(value as object, `${above}${key}.`)],
    ),
  )
}
const of = Object.fromEntries(locales.map((locale) => [locale, texts(messagesFor(locale))])) as Record<
  Locale,
  Map<string, string>
>
const english = of.en
const others = locales.filter((locale) => locale !== 'en')
const keys = [...english.keys()]

/** What a text expects of whoever says it: values, choices with all their cases, rich tags. The cases of a plural are each language's own. */
function slots(elements: MessageFormatElement[]): string[] {
  const found = elements.flatMap((element): string[] => {
    switch (element.type) {
      case TYPE.literal:
      case TYPE.pound:
        return []
      case TYPE.argument:
      case TYPE.number:
      case TYPE.date:
      case TYPE.time:
        return [`{${element.value}}`]
      case TYPE.plural:
        return [`{${element.value}}`, ...Object.values(element.options).flatMap((option) => slots(option.value))]
      case TYPE.select:
        return [
          `{${element.value}: ${Object.keys(element.options).sort().join(' ')}}`,
          ...Object.values(element.options).flatMap((option) => slots(option.value)),
        ]
      case TYPE.tag:
        return [`<${element.value}>`, ...slots(element.children)]
    }
  })
  return [...new Set(found)].sort()
}

/** The plural cases that a text names and its language never asks for. */
function idleCases(elements: MessageFormatElement[], asked: string[]): string[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.tag) return idleCases(element.children, asked)
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return []
    const cases = element.type === TYPE.plural ? Object.keys(element.options) : []
    return [
      ...cases.filter((one) => !one.startsWith('=') && !asked.includes(one)),
      ...Object.values(element.options).flatMap((option) => idleCases(option.value, asked)),
    ]
  })
}

/** Values that are words of these files, so that in Chinese no space sets them off. */
const ownWords = new Set(['role', 'unit', 'kind', 'what', 'field', 'why'])

/** What a text can read like, one for each way through its choices: a value is "N", one of our own words is "字". */
function readings(elements: MessageFormatElement[]): string[] {
  return elements.reduce(
    (before, element) => before.flatMap((text) => readingsOf(element).map((more) => text + more)),
    [''],
  )
}

function readingsOf(element: MessageFormatElement): string[] {
  if (element.type === TYPE.literal) return [element.value]
  if (element.type === TYPE.pound) return ['N']
  if (element.type === TYPE.tag) return element.children.length ? readings(element.children) : ['N'] // A key, drawn where it is said.
  if (element.type === TYPE.plural || element.type === TYPE.select)
    return Object.values(element.options).flatMap((option) => readings(option.value))
  return [ownWords.has(element.value) ? '字' : 'N']
}

describe.each(others)('the texts in %s', (locale) => {
  it('are those that English has, none missing and none more', () => {
    expect([...of[locale].keys()].sort()).toEqual([...keys].sort())
  })
  it('expect the same values, choices and tags as in English', () => {
    const unlike = keys.flatMap((key) => {
      const [ours, theirs] = [slots(parse(english.get(key) ?? '')), slots(parse(of[locale].get(key) ?? ''))]
      return ours.join() === theirs.join() ? [] : [{ key, ours, theirs }]
    })
    expect(unlike).toEqual([])
  })
})

describe.each(locales)('a text in %s', (locale) => {
  it('is well-formed, and has the plurals of its language', () => {
    const asked = new Intl.PluralRules(writtenLocales[locale]).resolvedOptions().pluralCategories as string[]
    const faults = [...of[locale]].flatMap(([key, text]) => {
      try {
        return idleCases(parse(text, { requiresOtherClause: true }), asked).map((one) => `${key}: ${one}`)
      } catch (error) {
        return [`${key}: ${String(error)}`]
      }
    })
    expect(faults).toEqual([])
  })
})

/** What is called so in Chinese too: names, formats, measures, keys of the keyboard, and words that a file must hold. */
const names = new Set(
  `Commonplace API R Python shell Excel LibreOffice Markdown HTML Word OpenDocument RTF EPUB PDF MB csv xlsx svg png dpi docx odt html qdc qdpx sqlite3 rqda zip md json jsonld
  UTC UTF REFI QDA ATLAS.ti MAXQDA NVivo QualCoder Taguette RQDA SQLite Unicode W3C SMTP_URL BACKUP_DIR name parent path colour definition use when avoid archived YYYY MM DD rrggbb
  Cohen Light Hubert Scott Fleiss Krippendorff Gwet AC1 Brennan Prediger Holsti F1 Jaccard n1 n2 n12 cu k u Dice De Vries
  txt rtf epub doc xls pdf JSON XML XFA OCR Office ruby a tag code label
  Ctrl Enter Escape Tab J T j b n e r o Z c C`.split(/\s+/),
)

/** What requests are made of, in sentences for whoever writes programs. */
const requestNames = new Set(
  `http https mailto id ids doc end start text content markdown html revisionId all Alt Shift Meta ArrowDown DATABASE_URL DATA_DIR api docs v1 cp_
  AND OR NOT NEAR develop migra If Match Host NUL TRACE Content type Encoding Transfer chunked application json multipart form data Authorization Bearer Asia Shanghai IANA zip manifest.json ID`.split(
    /\s+/,
  ),
)
const isOfRequests = (key: string) =>
  /^(faults|search\.|refusals\.(http|backup|archive|documents|idOfVersion))\b/.test(key)

describe('the Chinese texts', () => {
  const chinese = [...of.zh].flatMap(([key, text]) => readings(parse(text)).map((reading) => ({ key, reading })))
  const faulty = (fault: RegExp) => chinese.filter(({ reading }) => fault.test(reading))

  it('leave no English word but names', () => {
    const left = [...of.zh].flatMap(([key, text]) => {
      const said = readings(parse(text))
        .join(' ')
        .replaceAll(/[#]\w+/g, '')
      const words = (said.match(/[A-Za-z]\w*(\.[a-z]+)?/g) ?? []).filter(
        (word) => !/^N+$/.test(word) && !names.has(word) && !(isOfRequests(key) && requestNames.has(word)),
      )
      return words.length ? [{ key, words }] : []
    })
    expect(left).toEqual([])
  })
  it('call nothing but a paragraph 段落: a passage is 片段', () => {
    const named = [...of.zh].filter(
      ([key, text]) => text.includes('段落') && !/paragraph|block|line/i.test(english.get(key) ?? ''),
    )
    expect(named).toEqual([])
  })
  it('count and head passages as 片段 where English does, and have one word for what is private and for a correction', () => {
    const mixed = [...of.zh].filter(([key, text]) => {
      const said = english.get(key) ?? ''
      const isCounted = text.includes('条标注') && !/annotation/i.test(said)
      const isHead = /^(your )?passages?$/i.test(said) && !text.includes('片段')
      return isCounted || isHead || /私有|更正/.test(text)
    })
    expect(mixed).toEqual([])
  })
  it('have a space between Chinese and letters or digits', () => {
    expect(faulty(/\p{Script=Han}[\w#]|[\w%]\p{Script=Han}/u)).toEqual([])
  })
  it('have full-width signs, “” for quotes, and none of them beside a space', () => {
    expect(faulty(/\p{Script=Han}[,.:;?!()"']|[,.:;?!()"']\p{Script=Han}|[「」『』]|……/u)).toEqual([])
    expect(faulty(/\s[，。：；？！、）”]|[，。：；？！、（“]\s/u)).toEqual([])
  })
})
