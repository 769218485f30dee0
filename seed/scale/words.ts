// Fictional minutes need no meaning, only the lengths and the spread of ordinary English words.
const syllables = [
  'an',
  'ber',
  'cor',
  'den',
  'el',
  'far',
  'gan',
  'hil',
  'in',
  'jor',
  'kel',
  'lan',
  'mer',
  'nor',
  'os',
  'pel',
  'quin',
  'ros',
  'sel',
  'tor',
  'ul',
  'ver',
  'wen',
  'yal',
  'zan',
]

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Paragraphs of about 600 characters until there are `size` characters, line feeds between them counted. */
export function inventedParagraphs(size: number, random: () => number): string[] {
  const vocabulary = Array.from({ length: 1500 }, () =>
    Array.from({ length: 1 + Math.floor(random() * 3) }, () => syllables[Math.floor(random() * syllables.length)]).join(
      '',
    ),
  )
  const paragraphs: string[] = []
  for (let left = size; left > 0;) {
    const length = Math.min(left, 300 + Math.floor(random() * 600))
    const paragraph = sentences(length, vocabulary, random)
    paragraphs.push(paragraph)
    left -= paragraph.length + 1
  }
  return paragraphs
}

function sentences(length: number, vocabulary: string[], random: () => number): string {
  let text = ''
  while (text.length < length) {
    const words = Array.from(
      { length: 6 + Math.floor(random() * 18) },
      () => vocabulary[Math.floor(random() * random() * vocabulary.length)] ?? '',
    )
    const sentence = `${words.join(' ')}.`
    text += `${text === '' ? '' : ' '}${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`
  }
  return `${text.slice(0, Math.max(1, length - 1)).trimEnd()}.`
}
