/** The text with every CRLF and lone CR turned into LF: the only line end of canonical texts. */
export function normaliseNewlines(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
}

/**
 * Where an offset of the original text lies after normaliseNewlines, both in UTF-16 units. An offset between CR and LF goes to the
 * line feed that stands for both. The returned function is O(log line ends); it throws RangeError outside [0, length].
 */
export function newlineMap(original: string): (offset: number) => number {
  /** Offsets of the LF of each CRLF. */
  const dropped: number[] = []
  for (let at = original.indexOf('\r\n'); at !== -1; at = original.indexOf('\r\n', at + 2)) dropped.push(at + 1)
  return (offset) => {
    if (!Number.isInteger(offset) || offset < 0 || offset > original.length)
      throw new RangeError(`Offset ${offset} is outside the text [0, ${original.length}]`)
    let low = 0
    let high = dropped.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((dropped[middle] as number) <= offset) low = middle + 1
      else high = middle
    }
    return offset - low
  }
}
