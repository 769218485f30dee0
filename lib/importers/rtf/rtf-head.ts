import { nowhere, RtfCapture, type RtfDestination } from './rtf-destination'
import type { RtfFont } from './rtf-fonts'
import { RtfNumbering } from './rtf-numbering'
import { RtfStyles } from './rtf-styles'

/** The tables before a document's text: fonts, styles, lists, and what the file says of itself. */
export class RtfHead {
  readonly fonts = new Map<number, RtfFont>()
  readonly styles = new RtfStyles()
  readonly numbering = new RtfNumbering()
  readonly info = { title: '', author: '' }
  defaultFont = 0

  /** What reads the table with this name; undefined for every other word. */
  destination(word: string): RtfDestination | undefined {
    if (word === 'fonttbl') return this.#fontTable()
    if (word === 'stylesheet') return this.styles.table()
    if (word === 'listtable' || word === 'list' || word === 'listlevel') return this.numbering.lists()
    if (word === 'listoverridetable' || word === 'listoverride') return this.numbering.uses()
    return word === 'info' ? this.#information() : undefined
  }

  /** Fonts in groups of their own or one after the other, each ended by a semicolon. */
  #fontTable(): RtfDestination {
    let number = 0
    const font = (): RtfFont => {
      const known = this.fonts.get(number) ?? { name: '', charset: null, page: null }
      this.fonts.set(number, known)
      return known
    }
    return {
      isData: true,
      word: (word, value) => {
        if (word === 'f') {
          number = value ?? 0
          this.fonts.set(number, { name: '', charset: null, page: null })
        } else if (word === 'fcharset') font().charset = value
        else if (word === 'cpg') font().page = value
      },
      text: (text) => {
        font().name = (font().name + text).replace(/;.*$/s, '').trim()
      },
      inside: (word) => (/^(panose|falt|fontemb|fontfile|fname)$/.test(word) ? nowhere : undefined),
    }
  }

  #information(): RtfDestination {
    const field = (name: 'title' | 'author') =>
      new RtfCapture((text) => {
        this.info[name] = text.replace(/\s+/g, ' ').trim()
      })
    return { inside: (word) => (word === 'title' || word === 'author' ? field(word) : nowhere) }
  }
}
