import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { abbreviationLists } from './abbreviations'
import { segmenterFor } from './segmenter-for'
import { sentencesOf } from './sentences'

const read = (text: string, language: string) =>
  sentencesOf(text, language).map(({ start, end }) => text.slice(start, end).trim())

/** What stands between two bars is one sentence. */
const cut: Record<string, readonly string[]> = {
  en: [
    'Mr. Smith and Mrs. Jones met Dr. No. | They left.',
    'Prof. J. R. R. Tolkien wrote it. | Nobody knew.',
    'See No. 5 and Nos. 7–9. | Then see Fig. 3 on p. 12.',
    'Article VI. The Senate shall decide. | It did.',
    'It was read in Chapter VI. of the book. | So it goes.',
    'VI. The Siege | ',
    'It was the end of World War II. | Historical truth is clear. | So is Part II. | ',
    'It cost 3.5 million, i.e. 4.2 % more. | Prices rose by .5 in 1945. | Then they fell.',
    'He said "No." | Then he left.',
    'The U.S. Army came at 5 p.m. on Monday. | He lives in the U.S. | They do not.',
    '“Stop!” he cried. | “Why?” asked Ms. Lee. | Nobody answered.',
    'Gen. Lee, Capt. Ahab and Lt. Col. Brown sat down. | The end.',
    'So did I. | He knew.',
    'Martin Luther King Jr. spoke, and Acme Inc. paid. | Then St. Paul slept.',
    'As Smith et al. Show, e.g. Brown vs. Board is cited. | Yes.',
    '1. The first item. | 2. The second item.',
    'It was built on Jan. 5 and opened in Dec. 1920. | The rest is known.',
    'The water rose.[1] | The people left.²',
    'hello! | how are you? | fine.',
  ],
  de: [
    'Hr. Müller traf Fr. Dr. Weiß. | Sie gingen.',
    'Das gilt z. B. Für Obst, d.h. Äpfel, u. a. Birnen. | Es war so.',
    'Am 3. Mai kam Nr. 5, s. Abb. 2 und Bd. IV. | Dann war Ruhe.',
    'Im 19. Jahrhundert war Ludwig XIV. König. | Er starb.',
    'Gemäß Art. 5 Abs. 2 GG ist das so. | Er war 12. | Dann wurde er 13.',
    'Das geschah 1945. | Danach kam Frieden.',
  ],
  fr: [
    'M. Dupont et Mme. Durand virent MM. Roux. | Ils partirent.',
    'Voir p. ex. Le no. 5, art. 3 et fig. 2. | C’est tout.',
    'Le Dr. J.-P. Martin parla. | Il se tut.',
  ],
  es: [
    'El Sr. García y la Sra. López vieron al Dr. Ruiz. | Se fueron.',
    'Véase la pág. 5, art. 3 y núm. 7. | EE. UU. Negó todo.',
    'D. Juan y Dña. Ana hablaron con Ud. Anoche. | ',
  ],
  it: [
    'Il Sig. Rossi e la Dott.ssa Bianchi videro il Prof. Verdi. | Poi uscirono.',
    'Si veda p. es. Il n. 5, pag. 3 e art. 12. | Era tardi.',
  ],
  pt: [
    'O Sr. Silva e a Sra. Costa viram o Dr. Sousa. | Foram embora.',
    'Ver pág. 5, art. 3 e n.º 7. | Era a Av. Paulista.',
  ],
  nl: [
    'Dhr. Jansen zag mevr. De Vries en prof. Bakker. | Zij gingen.',
    'Zie bijv. Art. 5 en blz. 3, d.w.z. Nr. 7. | Klaar.',
  ],
  pl: [
    'Widział go dr. Nowak z ul. Długiej. | Potem wyszedł.',
    'Zob. Np. Art. 5, str. 3 i tzw. Raport nr. 7. | Koniec.',
    'Było to 3. Maja. | Potem nic.',
  ],
  ru: [
    'Его видел г. Иванов на ул. Ленина. | Потом он ушёл.',
    'А. С. Пушкин жил в г. Москва. | Он писал.',
    'См. рис. 3, стр. 5, т. е. Всё. | Конец.',
    'Это было в 1945 г. | Потом был мир.',
  ],
  sv: ['Se t.ex. Kap. 5, s. 3 och bl.a. Nr. 7. | Sedan gick han.', 'Prof. Ek och dr. Berg kom. | De gick.'],
  tr: [
    'Prof. Dr. Ahmet Yılmaz ve Av. Ayşe geldi. | Sonra gittiler.',
    'Bkz. Şek. 3, s. 5 ve No. 7. | Bu kadar.',
    'III. Selim tahta çıktı. | Sonra indi.',
  ],
  ar: ['ذهب د. أحمد إلى أ. د. علي. | هل جاء؟ | نعم.', 'انظر ص. 5 وج. 3. | انتهى.', 'بلغ 3.5 مليون. | ثم نزل.'],
  zh: ['他们走了。| 水退了！| 好吗？', '见 No. 5 和 Fig. 3。| 完。', '史密斯（J. 史密斯）增长3.5倍。| 完。'],
  ja: ['彼は行った。| 水が引いた！', '「行こう。」と言った。| 終わり。', 'Dr. 田中は3.5倍と述べた。| 終わり。'],
  und: ['Mr. Smith met Dr. Jones, No. 5. | They left.', 'It rose by 3.5. | They left.'],
  la: ['Dr. Jones venit. | Abiit.'],
}

describe('sentences', () => {
  describe.each(Object.entries(cut))('in %s', (language, texts) => {
    it.each(texts)('%s', (marked) => {
      const wanted = marked
        .split('|')
        .map((part) => part.trim())
        .filter(Boolean)
      expect(
        read(marked.replace(/ ?\| ?/g, language === 'zh' || language === 'ja' ? '' : ' ').trim(), language),
      ).toEqual(wanted)
    })
  })
  it('finds the language of a longer tag and of a code with three letters', () => {
    const text = 'Das gilt z. B. Für Obst. Es war so.'
    for (const tag of ['de-AT', 'DE', 'deu', 'ger', 'de-Latn-CH-1996'])
      expect(read(text, tag)).toEqual(['Das gilt z. B. Für Obst.', 'Es war so.'])
  })
  it('is asked of no locale that the machine could change', () => {
    for (const language of ['und', '', 'la', 'xx', 'not a language', ...Object.keys(cut)]) {
      const { locale } = segmenterFor(language, 'sentence').resolvedOptions()
      expect(locale).toBe('en')
    }
    expect(segmenterFor('el-GR', 'sentence').resolvedOptions().locale).toBe('el')
    expect(segmenterFor('la', 'word').resolvedOptions().locale).toBe('en')
    expect(segmenterFor('sv-SE', 'word').resolvedOptions().locale).toBe('sv')
  })

  const pieces = [
    ...new Set([
      ...Object.values(abbreviationLists).flatMap((list) => [
        ...list.always,
        ...list.beforeNumber,
        ...list.unlessStarter,
        ...list.starters,
      ]),
      'J',
      'VI',
      '3.5',
      '12',
      'I',
      'é',
      '他们',
      'د',
      '👍🏽',
      '[1]',
      '²',
    ]),
  ]
  const text = fc
    .array(
      fc.oneof(
        fc.constantFrom(...pieces),
        fc.constantFrom(
          '. ',
          '.',
          ' ',
          '! ',
          '? ',
          '。',
          '؟ ',
          '”',
          '“',
          ')',
          '(',
          '\n',
          '\u00a0',
          '…',
          ': ',
          '\r\n',
          '\ud800',
        ),
        fc.string({ maxLength: 4, unit: 'binary' }),
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join(''))
  const language = fc.constantFrom(...Object.keys(cut), 'el', '', 'xx')
  it('makes sentences whose union is the text: none overlaps, none is empty, nothing is left out', () => {
    fc.assert(
      fc.property(text, language, (whole, tag) => {
        const sentences = sentencesOf(whole, tag)
        let position = 0
        for (const { start, end } of sentences) {
          expect(start).toBe(position)
          expect(end).toBeGreaterThan(start)
          position = end
        }
        expect(position).toBe(whole.length)
      }),
      { numRuns: 1500, seed: 9 },
    )
  })
  it('ends no sentence within a number, within a character or after a title of its language', () => {
    fc.assert(
      fc.property(text, language, (whole, tag) => {
        for (const { end } of sentencesOf(whole, tag).slice(0, -1)) {
          expect(/\d[.,]$/.test(whole.slice(0, end)) && /^\d/.test(whole.slice(end))).toBe(false)
          expect(/[\ud800-\udbff]$/.test(whole.slice(0, end)) && /^[\udc00-\udfff]/.test(whole.slice(end))).toBe(false)
          expect(/(?:^|[\s(])(?:Dr|Prof)\. $/.test(whole.slice(0, end)) && /^\p{L}/u.test(whole.slice(end))).toBe(false)
        }
      }),
      { numRuns: 1500, seed: 9 },
    )
  })
  it('ends sentences in a long text where it would in a short one', () => {
    const parts = [
      'The water rose. ',
      'He said "No." and left? ',
      '12 34 56. ',
      'Mr. Smith came! ',
      'a '.repeat(3000),
      '\n',
      '“Stop!” he cried. ',
    ]
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 60 }),
        fc.nat(5000),
        (chosen, before) => {
          const text = chosen.join('')
          const shifted = `${'x'.repeat(before)}\n${text}`
          const moved = sentencesOf(shifted, 'en').filter(({ start }) => start > before)
          expect(moved.map(({ start, end }) => [start - before - 1, end - before - 1])).toEqual(
            sentencesOf(text, 'en').map(({ start, end }) => [start, end]),
          )
        },
      ),
      { numRuns: 100, seed: 9 },
    )
  })
  it('takes a time that grows with the length of a text without an end', () => {
    const long = `${'Mr. Smith and J. K. '.repeat(20_000)}`
    expect(sentencesOf(long, 'en')).toHaveLength(1)
  })
})
