import iconv from 'iconv-lite'
import { pageOfFont, signsOfFont, type RtfFont } from './rtf-fonts'

/** Gathers bytes and UTF-16 units until it is known what they mean: a letter may take two bytes or two units, and what a byte means hangs on the font in force. */
export class RtfLetters {
  #bytes = ''
  #units = ''
  /** Fonts of signs whose signs are not known, by name. */
  readonly unknownFonts = new Set<string>()

  /** `isUtf8`: bytes above ASCII that stand in the source as they are, which no specification allows, are UTF-8. */
  constructor(private readonly isUtf8: boolean) {}

  get isEmpty(): boolean {
    return this.#bytes === '' && this.#units === ''
  }
  get hasUnits(): boolean {
    return this.#units !== ''
  }
  /** Bytes, one a character. */
  bytes(bytes: string): void {
    this.#bytes += bytes
  }
  /** A number of \u: a UTF-16 unit, which old programs write with a sign, or a whole code point, which careless ones do. */
  unit(number: number): void {
    if (number > 0xffff && number <= 0x10ffff) this.#units += String.fromCodePoint(number)
    else this.#units += String.fromCharCode(number & 0xffff)
  }

  /** The letters so far. The first half of a pair waits for the second, unless `isEnd`. */
  take(font: RtfFont | undefined, documentPage: string, isEnd: boolean): string {
    const waiting = !isEnd && /[\ud800-\udbff]$/.test(this.#units) ? this.#units.slice(-1) : ''
    const units = waiting ? this.#units.slice(0, -1) : this.#units
    const text =
      this.#decoded(font, documentPage) +
      units.replace(/[\uf000-\uf0ff]/g, (sign) => signsOfFont(font)?.get(sign.charCodeAt(0) & 0xff) ?? sign)
    this.#bytes = ''
    this.#units = waiting
    return text
  }

  #decoded(font: RtfFont | undefined, documentPage: string): string {
    const signs = this.#bytes === '' ? null : signsOfFont(font)
    if (signs) {
      return this.#bytes.replace(/[^\t]/g, (byte) => {
        const sign = signs.get(byte.charCodeAt(0))
        if (sign === undefined && byte.trim() !== '') this.unknownFonts.add(font?.name ?? '')
        return sign ?? iconv.decode(Buffer.from(byte, 'latin1'), 'cp1252')
      })
    }
    if (!/[\x80-\xff]/.test(this.#bytes)) return this.#bytes
    return iconv.decode(Buffer.from(this.#bytes, 'latin1'), pageOfFont(font, documentPage))
  }

  /** A run of the source as it stands; null where its bytes mean what the font says. */
  plain(run: string): string | null {
    return this.isUtf8 && /[\x80-\xff]/.test(run) ? Buffer.from(run, 'latin1').toString('utf8') : null
  }
}
