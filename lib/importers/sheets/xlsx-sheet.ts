import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { checkArchive } from '@/lib/importers/archive/check-archive'
import { ImportRefused } from '@/lib/importers/import-refused'
import type { ImportLimits } from '@/lib/importers/limits'
import { SheetRecords, type Sheet } from './sheet'
import { say } from '@/lib/i18n/say'

/**
 * Reads the first sheet of an Office Open XML workbook (ECMA-376 part 1, 18.3): shared and inline texts, numbers as they are written, dates by their style as
 * ISO 8601, what a formula gave when it was saved. Throws ImportRefused for what is no workbook or breaks a limit.
 */
export async function readXlsxSheet(bytes: Uint8Array, limits: ImportLimits): Promise<Sheet> {
  const { parts } = await checkArchive(bytes, limits, (name) =>
    /^xl\/(workbook|sharedStrings|styles|worksheets\/[^/]+|_rels\/workbook)\.xml(\.rels)?$/i.test(name),
  )
  const part = (name: string) =>
    parts.get(name) ?? [...parts].find(([other]) => other.toLowerCase() === name.toLowerCase())?.[1]
  const workbook = part('xl/workbook.xml')
  if (!workbook) throw new ImportRefused('unsupported-format', say('refusals.files.noWorkbook'))
  const { target, epoch } = firstSheet(workbook, part('xl/_rels/workbook.xml.rels'))
  const sheet = part(target)
  if (!sheet) throw new ImportRefused('corrupt-file', say('refusals.files.noSheet'))
  const texts = sharedTexts(part('xl/sharedStrings.xml'))
  const dated = dateStyles(part('xl/styles.xml'))
  return { records: recordsOf(sheet, { texts, dated, epoch }), encoding: 'UTF-8', delimiter: 'workbook' }
}

const day = 86_400_000
/** Of a number format, in characters (Excel's own limit). */
const longestFormat = 255

/** Where the first sheet that is not hidden lies, and the day from which the workbook counts its dates. */
function firstSheet(workbook: Buffer, relations: Buffer | undefined): { target: string; epoch: number } {
  const sheets: { id: string; hidden: boolean }[] = []
  let epoch = Date.UTC(1899, 11, 30)
  walk(workbook, {
    open: ({ name, attributes }) => {
      if (name === 'sheet')
        sheets.push({ id: attributes['id'] ?? '', hidden: (attributes['state'] ?? 'visible') !== 'visible' })
      if (name === 'workbookPr' && /^(1|true)$/.test(attributes['date1904'] ?? '')) epoch = Date.UTC(1904, 0, 1)
    },
  })
  const wanted = (sheets.find(({ hidden }) => !hidden) ?? sheets[0])?.id
  let target = 'xl/worksheets/sheet1.xml'
  if (relations && wanted)
    walk(relations, {
      open: ({ name, attributes }) => {
        if (name !== 'Relationship' || attributes['Id'] !== wanted) return
        const path = attributes['Target'] ?? ''
        target = path.startsWith('/') ? path.slice(1) : `xl/${path.replace(/^\.\//, '')}`
      },
    })
  return { target, epoch }
}

/** The workbook's table of texts; what only says how a text is pronounced is no part of it. */
function sharedTexts(part: Buffer | undefined): string[] {
  const texts: string[] = []
  if (!part) return texts
  let text = ''
  let phonetic = 0
  let inText = false
  walk(part, {
    open: ({ name }) => {
      if (name === 'si') text = ''
      else if (name === 'rPh') phonetic += 1
      else if (name === 't') inText = phonetic === 0
    },
    text: (piece) => inText && (text += piece),
    close: (name) => {
      if (name === 'si') texts.push(unescaped(text))
      else if (name === 'rPh') phonetic -= 1
      else if (name === 't') inText = false
    },
  })
  return texts
}

/** For each cell format whether its numbers are dates (18.8.30: numFmtId 14 to 22, 27 to 36, 45 to 47, 50 to 58, or a code of the workbook's own with parts of a date). */
function dateStyles(part: Buffer | undefined): boolean[] {
  const dated: boolean[] = []
  if (!part) return dated
  const own = new Map<number, boolean>()
  let inFormats = false
  walk(part, {
    open: ({ name, attributes }) => {
      if (name === 'numFmt')
        own.set(
          Number(attributes['numFmtId']),
          /[dmyhs]/i.test(
            (attributes['formatCode'] ?? '')
              .slice(0, longestFormat)
              .replace(/"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, ''),
          ),
        )
      else if (name === 'cellXfs') inFormats = true
      else if (name === 'xf' && inFormats) {
        const id = Number(attributes['numFmtId'] ?? 0)
        dated.push(
          own.get(id) ??
            ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)),
        )
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inFormats = false
    },
  })
  return dated
}

interface Meanings {
  texts: readonly string[]
  dated: readonly boolean[]
  /** Day 0 of the workbook's dates, ms since 1970. */
  epoch: number
}

function recordsOf(sheet: Buffer, meanings: Meanings): Sheet['records'] {
  const sheetRecords = new SheetRecords()
  let cells: string[] = []
  let line = 0
  let cell = { column: 0, kind: 'n', style: 0, text: '' }
  let isKept = false
  let phonetic = 0
  walk(sheet, {
    open: ({ name, attributes }) => {
      if (name === 'row') {
        line = Number(attributes['r'] ?? line + 1)
        cells = []
      } else if (name === 'c') {
        cell = {
          column: columnOf(attributes['r']) ?? cells.length,
          kind: attributes['t'] ?? 'n',
          style: Number(attributes['s'] ?? 0),
          text: '',
        }
      } else if (name === 'rPh') phonetic += 1
      else if (name === 'v' || name === 't') isKept = phonetic === 0
    },
    text: (piece) => isKept && (cell.text += piece),
    close: (name) => {
      if (name === 'v' || name === 't') isKept = false
      else if (name === 'rPh') phonetic -= 1
      else if (name === 'c') {
        const value = valueOf(cell, meanings)
        sheetRecords.demandRoom(cell.column, value)
        while (cells.length < cell.column) cells.push('')
        cells[cell.column] = value
      } else if (name === 'row') sheetRecords.add(line, cells)
    },
  })
  return sheetRecords.records
}

function valueOf(
  { kind, style, text }: { kind: string; style: number; text: string },
  { texts, dated, epoch }: Meanings,
): string {
  if (kind === 's') {
    if (text.trim() === '') return ''
    const shared = texts[Number(text)]
    // It would be an empty cell, and nobody would know.
    if (shared === undefined)
      throw new ImportRefused(
        'corrupt-file',
        say('refusals.files.workbookUnread', { reason: `sharedStrings.xml: ${text.trim()}` }),
      )
    return shared
  }
  if (kind === 'inlineStr' || kind === 'str' || kind === 'e') return unescaped(text)
  if (kind === 'b') return text.trim() === '1' ? 'TRUE' : 'FALSE'
  if (kind === 'd') return text
  return dated[style] && text.trim() !== '' ? (dateOf(Number(text), epoch) ?? text) : text
}

/** A serial date as ISO 8601: a day, with the time where it has one. */
function dateOf(serial: number, epoch: number): string | undefined {
  const date = new Date(epoch + Math.round(serial * day * 1000) / 1000)
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999) return undefined
  const iso = date.toISOString()
  return Number.isInteger(serial) ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ')
}

/** 0 for A; undefined where the place is not said. */
function columnOf(place: string | undefined): number | undefined {
  const letters = /^[A-Za-z]{1,3}/.exec(place ?? '')?.[0]
  return letters === undefined
    ? undefined
    : [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

/** Characters that XML cannot hold stand in a workbook as _xHHHH_ (18.4, ST_Xstring). */
const unescaped = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))

interface Steps {
  open: (tag: { name: string; attributes: Record<string, string> }) => void
  text?: (piece: string) => void
  close?: (name: string) => void
}

const pace = 64 * 1024

/** Walks an XML part, by local names. */
function walk(part: Buffer, { open, text, close }: Steps): void {
  const parser = new SaxesParser()
  const local = (name: string) => name.slice(name.indexOf(':') + 1)
  const attributesOf = ({ attributes }: SaxesTagPlain) =>
    Object.fromEntries(Object.entries(attributes).map(([name, value]) => [local(name), value]))
  parser.on('error', (error) => {
    throw new ImportRefused('corrupt-file', say('refusals.files.workbookUnread', { reason: error.message }))
  })
  parser.on('opentag', (tag) => open({ name: local(tag.name), attributes: attributesOf(tag) }))
  if (text) {
    parser.on('text', text)
    parser.on('cdata', text)
  }
  if (close) parser.on('closetag', (tag) => close(local(tag.name)))
  const decoder = new TextDecoder()
  for (let at = 0; at < part.length; at += pace) {
    parser.write(decoder.decode(part.subarray(at, at + pace), { stream: true }))
  }
  parser.write(decoder.decode()).close()
}
