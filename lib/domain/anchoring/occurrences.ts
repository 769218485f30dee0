/**
 * Every place at which `wanted` begins in `text`, in order, overlapping ones too; none where it is empty. In time proportional to the two lengths together (Knuth,
 * Morris and Pratt 1977), whatever they are: `indexOf` compares anew at each place, which for words that repeat themselves is the product of the lengths.
 */
export function* occurrences(text: string, wanted: string): Generator<number> {
  if (wanted === '' || wanted.length > text.length) return
  const borders = bordersOf(wanted)
  let matched = 0
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    while (matched > 0 && unit !== wanted.charCodeAt(matched)) matched = borders[matched - 1]!
    if (unit === wanted.charCodeAt(matched)) matched += 1
    if (matched < wanted.length) continue
    yield at + 1 - matched
    matched = borders[matched - 1]!
  }
}

/** For each beginning of `wanted`, how long a part of it is both its beginning and its end. */
function bordersOf(wanted: string): Uint32Array {
  const borders = new Uint32Array(wanted.length)
  let length = 0
  for (let at = 1; at < wanted.length; at += 1) {
    while (length > 0 && wanted.charCodeAt(at) !== wanted.charCodeAt(length)) length = borders[length - 1]!
    if (wanted.charCodeAt(at) === wanted.charCodeAt(length)) length += 1
    borders[at] = length
  }
  return borders
}
