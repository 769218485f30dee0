import { safeLinkAddress } from '@/lib/domain/documents/link-address'
import { forwarding, nowhere, RtfCapture, type RtfDestination } from './rtf-destination'
import type { RtfLeftOut } from './rtf-left-out'
import type { RtfCharacters } from './rtf-state'
import { symbolTable } from './rtf-symbol-fonts'

/** A field: an instruction, and the result that is shown. Where a field has no result, what its instruction or its form says is shown. */
export class RtfField implements RtfDestination {
  #instruction = ''
  #isShown = false
  readonly #form = new RtfFormField()

  readonly depth: number

  constructor(
    private readonly outer: RtfDestination,
    private readonly leftOut: RtfLeftOut,
    private readonly characters: () => RtfCharacters,
  ) {
    this.depth = (outer.depth ?? 0) + 1
  }

  inside(word: string): RtfDestination | undefined {
    if (word === 'fldinst') return this.#instructions()
    if (word === 'fldrslt') return this.#result()
    return word === 'datafield' || word === 'fldtype' ? nowhere : undefined
  }
  text(text: string, characters: RtfCharacters): void {
    this.outer.text?.(text, characters)
  }
  close(): void {
    if (this.#isShown) return
    const text = this.#form.value() ?? shownWithoutResult(this.#instruction)
    if (text !== '') this.outer.text?.(text, this.characters())
    else if (
      /^\s*(AUTONUM|LISTNUM|PAGE|NUMPAGES|DATE|TIME|REF|PAGEREF|SEQ|MERGEFIELD|DOCPROPERTY|=)/i.test(this.#instruction)
    )
      this.leftOut.fields += 1
  }
  /** The address that the result links to; null for every other field. */
  href(): string | null {
    const address = addressOf(this.#instruction)
    if (address === null) return null
    const href = safeLinkAddress(address)
    if (href === null) this.leftOut.links += 1
    return href
  }

  #instructions(): RtfDestination {
    const capture = new RtfCapture((text) => {
      this.#instruction += text
    })
    return Object.assign(Object.create(capture) as RtfDestination, {
      text: (text: string) => capture.text(text),
      close: () => capture.close(),
      inside: (word: string) => (word === 'formfield' ? this.#form : word === 'datafield' ? nowhere : undefined),
    })
  }
  #result(): RtfDestination {
    const { outer } = this
    const seen = () => {
      this.#isShown = true
    }
    return {
      ...forwarding(outer),
      text: (text, characters) => {
        if (/\S/.test(text)) seen()
        outer.text?.(text, characters)
      },
      image: (description) => {
        seen()
        outer.image?.(description)
      },
      apart: (blocks, paragraph) => {
        seen()
        outer.apart?.(blocks, paragraph)
      },
    }
  }
}

/** What was filled in: the words of a box, the entry that was chosen, or a box with or without a cross. */
class RtfFormField implements RtfDestination {
  #type: number | null = null
  #result: number | null = null
  #standard = 0
  #words = ''
  readonly #entries: string[] = []

  word(word: string, value: number | null): void {
    if (word === 'fftype') this.#type = value ?? 0
    else if (word === 'ffres') this.#result = value ?? 0
    else if (word === 'ffdefres') this.#standard = value ?? 0
  }
  inside(word: string): RtfDestination | undefined {
    if (word === 'ffl') return new RtfCapture((text) => this.#entries.push(text))
    if (word !== 'ffdeftext')
      return /^ff(name|format|helptext|stattext|entrymcr|exitmcr)$/.test(word) ? nowhere : undefined
    return new RtfCapture((text) => {
      this.#words = text
    })
  }
  /** Null where there is no form field. A result of 25 means the standard one. */
  value(): string | null {
    if (this.#type === null) return null
    const chosen = this.#result === null || this.#result === 25 ? this.#standard : this.#result
    if (this.#type === 1) return chosen === 1 ? '☒' : '☐'
    return this.#type === 2 ? (this.#entries[chosen] ?? '') : this.#words
  }
}

const quotedOrBare = '(?:"([^"]*)"|[“”]([^“”]*)[“”]|([^\\s"\\\\]\\S*))'

function addressOf(instruction: string): string | null {
  const address = new RegExp(`^\\s*HYPERLINK\\s+(?:\\\\[nht]\\s+)*${quotedOrBare}`, 'i').exec(instruction)
  const place = new RegExp(`\\\\l\\s+${quotedOrBare}`, 'i').exec(instruction)
  const part = place && (place[1] ?? place[2] ?? place[3])
  const whole = address && (address[1] ?? address[2] ?? address[3] ?? '').trim().replace(/\\\\/g, '\\')
  // A link inside the document leads nowhere once it is a text.
  if (!whole || whole.startsWith('#')) return null
  return part && !whole.includes('#') ? `${whole}#${part}` : whole
}

/** What the program that wrote the file would show for an instruction that has no result. */
function shownWithoutResult(instruction: string): string {
  const [, name = '', rest = ''] = /^\s*(\S+)\s*([\s\S]*)$/.exec(instruction) ?? []
  switch (name.toUpperCase()) {
    case 'SYMBOL':
      return signOf(rest)
    case 'MACROBUTTON':
    case 'GOTOBUTTON':
      return /^\S+\s+([\s\S]*)$/.exec(rest)?.[1]?.trim() ?? ''
    case 'QUOTE':
      return rest
        .replace(/\\\*\s*\S+/g, '')
        .replace(/^\s*"|"\s*$/g, '')
        .trim()
    case 'EQ':
      return formulaText(rest)
    default:
      return ''
  }
}

function signOf(rest: string): string {
  const code = /^"?(0x[0-9a-f]+|\d+|[^\s\\])/i.exec(rest)?.[1]
  if (code === undefined) return ''
  const number = /^(0x[0-9a-f]+|\d+)$/i.test(code) ? Number(code) : (code.codePointAt(0) ?? 0)
  const font = /\\f\s+"?([^"\\]+)/i.exec(rest)?.[1]?.trim()
  const sign = font === undefined ? undefined : symbolTable(font)?.get(number & 0xff)
  return sign ?? (number > 0 && number <= 0x10ffff ? String.fromCodePoint(number) : '')
}

/** The texts that a formula's switches set; where one is set above another, which is how readings of characters are written, it follows in brackets. */
function formulaText(rest: string): string {
  const ruby = /\\s\\up\s*\d*\s*\(([^()]*)\)\s*[,;]\s*([^()]*)\)/i.exec(rest)
  if (ruby) return `${(ruby[2] ?? '').trim()}(${(ruby[1] ?? '').trim()})`
  return rest
    .replace(/\\\*\s*("[^"]*"|\S+)(\s*hps\d+)?/g, ' ')
    .replace(/\\[a-z]+\d*/gi, ' ')
    .replace(/\\/g, '')
    .replace(/[(),;]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
