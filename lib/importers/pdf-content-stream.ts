/** A stretch of a content stream that the file marks: by a tag, perhaps with a number on its page, perhaps with the text that is meant. */
export interface MarkedContent {
  tag: string
  id: string
  actualText: string | null
}

// Strings are read by hand, since their brackets nest.
const token = /%[^\r\n]*|<<|>>|<([0-9A-Fa-f\s]*)>|\(|\/([^\s()<>[\]{}/%]*)|[[\]{}]|[^\s()<>[\]{}/%]+/g

/** The marked contents of a content stream, one byte a character, in the order in which they begin. */
export function markedContents(content: string): MarkedContent[] {
  const found: MarkedContent[] = []
  let operands: string[] = []
  const pattern = new RegExp(token)
  for (let match = pattern.exec(content); match; match = pattern.exec(content)) {
    const [whole, hex, name] = match
    if (hex !== undefined) operands.push(`(${fromHex(hex)}`)
    else if (whole === '(') {
      const { text, end } = literal(content, pattern.lastIndex)
      operands.push(`(${text}`)
      pattern.lastIndex = end
    } else if (name !== undefined || /^[\d.+-]+$/.test(whole) || /^(<<|>>|[[\]{}]|true|false|null)$/.test(whole)) operands.push(whole)
    else if (!whole.startsWith('%')) {
      if (whole === 'BDC' || whole === 'BMC') found.push(marked(operands))
      else if (whole === 'ID') pattern.lastIndex = endOfImage(content, pattern.lastIndex)
      operands = []
    }
    // No operator has so many; an array of a million numbers is nobody's.
    if (operands.length > 10_000) operands = []
  }
  return found
}

function marked(operands: readonly string[]): MarkedContent {
  const after = (key: string): string | undefined => {
    const at = operands.indexOf(key)
    return at < 0 ? undefined : operands[at + 1]
  }
  const id = after('/MCID')
  const actualText = after('/ActualText')
  return { tag: operands[0]?.slice(1) ?? '', id: id !== undefined && /^\d+$/.test(id) ? id : '', actualText: actualText?.startsWith('(') ? decoded(actualText.slice(1)) : null }
}

function endOfImage(content: string, from: number): number {
  const end = /\sEI(?=[\s]|$)/g
  end.lastIndex = from
  return end.exec(content) ? end.lastIndex : content.length
}

const escapes: Readonly<Record<string, string | undefined>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\n': '', '\r': '' }

/** A string from behind its opening bracket to its closing one. */
function literal(content: string, from: number): { text: string; end: number } {
  let text = ''
  let depth = 1
  let at = from
  for (; at < content.length; at += 1) {
    const character = content[at] as string
    if (character === '\\') {
      const octal = /^[0-7]{1,3}/.exec(content.slice(at + 1, at + 4))?.[0]
      if (octal !== undefined) text += String.fromCharCode(parseInt(octal, 8) & 0xff)
      else text += escapes[content[at + 1] ?? ''] ?? content[at + 1] ?? ''
      at += octal?.length ?? 1
    } else {
      if (character === '(') depth += 1
      else if (character === ')') depth -= 1
      if (depth === 0) break
      text += character
    }
  }
  return { text, end: at + 1 }
}

function fromHex(hex: string): string {
  const digits = hex.replace(/\s/g, '')
  return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex').toString('latin1')
}

/** A text string: UTF-16 or UTF-8 where it says so, else Latin letters. */
function decoded(bytes: string): string {
  const buffer = Buffer.from(bytes, 'latin1')
  if (bytes.startsWith('\xfe\xff')) return buffer.subarray(2, buffer.length - (buffer.length % 2)).swap16().toString('utf16le')
  return bytes.startsWith('\xef\xbb\xbf') ? buffer.subarray(3).toString('utf8') : bytes
}
