import type { RtfDestination } from './rtf-destination'
import type { RtfParagraphState } from './rtf-state'

interface Style {
  name: string
  outline: number | null
  base: number | null
}

/** The paragraph styles of a document, as far as they say what is a heading. */
export class RtfStyles {
  readonly #styles = new Map<number, Style>()

  /** 1 for the highest heading; null for running text. */
  headingLevel({ style, outline }: RtfParagraphState): number | null {
    const level = outline ?? this.#outline(style)
    return level === null || level < 0 || level > 8 ? null : level + 1
  }

  /** Reads the table of styles. Each entry ends with a semicolon; styles of characters, sections and tables are none of paragraphs. */
  table(): RtfDestination {
    const fresh = () => ({ number: 0 as number | null, style: { name: '', outline: null, base: null } as Style })
    let entry = fresh()
    return {
      isData: true,
      word: (word, value) => {
        if (word === 's') entry.number = value ?? 0
        else if (word === 'cs' || word === 'ds' || word === 'ts') entry.number = null
        else if (word === 'outlinelevel') entry.style.outline = value ?? 0
        else if (word === 'sbasedon') entry.style.base = value
      },
      text: (text) => {
        const [name = '', ...rest] = text.split(';')
        entry.style.name += name
        if (rest.length === 0) return
        if (entry.number !== null) this.#styles.set(entry.number, { ...entry.style, name: entry.style.name.trim() })
        entry = fresh()
      },
    }
  }

  #outline(number: number): number | null {
    // A style may be based on itself by way of others.
    for (
      let style = this.#styles.get(number), steps = 0;
      style && steps < 20;
      style = style.base === null ? undefined : this.#styles.get(style.base), steps += 1
    ) {
      if (style.outline !== null) return style.outline
      const named = /^heading (\d)$/i.exec(style.name)?.[1]
      if (named !== undefined) return Number(named) - 1
      if (/^title$/i.test(style.name)) return 0
    }
    return null
  }
}
