import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loadDemoContent } from './load-demo-content'

const folder = new URL('../../seed/demo/', import.meta.url)
const { manifest, codebook, coders, themes, annotations, bodies: source } = loadDemoContent(folder)
const tagByKey = new Map(codebook.map((tag) => [tag.key, tag]))

/** The tag's own key and those of its ancestors, nearest first; throws where a parent is unknown. */
function lineage(key: string): string[] {
  const tag = tagByKey.get(key)
  if (!tag) throw new Error(`no tag has the key ${key}`)
  return tag.parent === undefined ? [key] : [key, ...lineage(tag.parent)]
}

/** Where the n-th occurrence of `quote` begins, in UTF-16 code units, or -1. Occurrences may overlap. */
function findOccurrence(haystack: string, quote: string, n: number): number {
  let at = -1
  for (let seen = 0; seen < n; seen += 1) {
    at = haystack.indexOf(quote, at + 1)
    if (at === -1) return -1
  }
  return at
}

/** The body without Markdown's own marks, one paragraph or table row per line. */
const withoutMarkup = (markdown: string): string =>
  markdown
    .replace(/^(#+|-) /gm, '')
    .replace(/\*+/g, '')
    .replace(/ ?\| ?/g, ' ')

const spans = annotations.map((annotation) => {
  const start = findOccurrence(source.get(annotation.document) ?? '', annotation.quote, annotation.occurrence)
  return { ...annotation, start, end: start + annotation.quote.length }
})

describe('the demo documents', () => {
  it('are exactly the files in the folder, each listed once', () => {
    const listed = manifest.documents.map(({ file }) => file)
    expect(listed.toSorted()).toEqual(readdirSync(new URL('documents', folder)).sort())
    expect(new Set(listed).size).toBe(listed.length)
  })

  it.each(manifest.documents)('$file has a readable length and the direction of its script', (document) => {
    const body = source.get(document.file) ?? ''
    const length =
      document.language === 'zh-Hans'
        ? (body.match(/\p{Script=Han}/gu) ?? []).length
        : body.split(/\s+/).filter((word) => /\p{L}|\p{N}/u.test(word)).length
    expect(length).toBeGreaterThanOrEqual(document.language === 'zh-Hans' ? 1500 : 800)
    expect(length).toBeLessThanOrEqual(2500)
    expect(/\p{Script=Arabic}{3}/u.test(body)).toBe(document.direction === 'rtl')
    expect(body).not.toMatch(/^---/)
  })

  it.each(manifest.documents)('$file carries every attribute in its declared type', (document) => {
    expect(Object.keys(document.attributes)).toEqual(manifest.attributes.map(({ key }) => key))
    for (const { key, type, choices } of manifest.attributes) {
      const value = document.attributes[key] ?? ''
      if (type === 'choice') expect(choices).toContain(value)
      if (type === 'date') expect(new Date(value).toISOString().slice(0, 10)).toBe(value)
    }
  })
})

describe('the demo codebook, coders and themes', () => {
  it('is a tree of two to three levels whose parents come before their children', () => {
    const keys = codebook.map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
    expect(new Set(codebook.map(({ name }) => name)).size).toBe(keys.length)
    expect(new Set(codebook.map((tag) => tag.colour)).size).toBe(keys.length)
    expect(keys.length).toBeGreaterThanOrEqual(28)
    expect(keys.length).toBeLessThanOrEqual(36)
    expect(Math.max(...keys.map((key) => lineage(key).length))).toBe(3)
    for (const { key, parent } of codebook) {
      if (parent !== undefined) expect(keys.indexOf(parent)).toBeLessThan(keys.indexOf(key))
    }
  })

  it('has one lead, one coder and one reviewer', () => {
    expect(coders.map(({ role }) => role)).toEqual(['lead', 'coder', 'reviewer'])
  })

  it.each(themes)('“$name” gathers enough shared annotations, from all coders and most documents', (theme) => {
    for (const key of theme.tags) expect(tagByKey.has(key)).toBe(true)
    const gathered = spans.filter(
      ({ tags, visibility }) =>
        visibility === 'shared' && tags.flatMap(lineage).some((key) => theme.tags.includes(key)),
    )
    expect(gathered.length).toBeGreaterThanOrEqual(60)
    expect(new Set(gathered.map(({ coder }) => coder)).size).toBe(3)
    expect(new Set(gathered.map(({ document }) => document)).size).toBeGreaterThanOrEqual(6)
  })
})

describe('the demo annotations', () => {
  it('quote one place within one paragraph, with and without the markup', () => {
    const lost = spans.filter(({ document, quote, occurrence, start }) => {
      const plain = withoutMarkup(source.get(document) ?? '')
      return (
        start === -1 ||
        quote !== quote.trim() ||
        /[\n*_|#`]/.test(quote) ||
        findOccurrence(plain, quote, occurrence) === -1
      )
    })
    expect(lost).toEqual([])
  })

  it('resolve every coder, document and tag, and use every tag at least once', () => {
    const coderKeys = coders.map(({ key }) => key)
    expect(spans.filter(({ coder, document }) => !coderKeys.includes(coder) || !source.has(document))).toEqual([])
    expect(spans.filter(({ tags }) => new Set(tags).size !== tags.length)).toEqual([])
    expect(new Set(spans.flatMap(({ tags }) => tags))).toEqual(new Set(tagByKey.keys()))
  })

  it('hold no two of one coder on the same span', () => {
    const places = spans.map(({ coder, document, start, end }) => `${coder} ${document} ${start}-${end}`)
    expect(new Set(places).size).toBe(places.length)
  })

  it('are several hundred, a few of them private, many overlapping a colleague’s', () => {
    expect(spans.length).toBeGreaterThanOrEqual(300)
    const share = spans.filter(({ visibility }) => visibility === 'private').length / spans.length
    expect(share).toBeGreaterThan(0.03)
    expect(share).toBeLessThan(0.1)
    const shared = spans.filter((a) =>
      spans.some((b) => b.coder !== a.coder && b.document === a.document && b.start < a.end && a.start < b.end),
    )
    expect(shared.length / spans.length).toBeGreaterThanOrEqual(0.4)
  })

  it.each(manifest.documents)('speak of non-traditional security in $file at least ten times', ({ file }) => {
    const about = spans.filter(({ document, tags }) => document === file && tags.flatMap(lineage).includes('nts'))
    expect(about.length).toBeGreaterThanOrEqual(10)
  })
})
