const scripts = [
  'Adlm',
  'Arab',
  'Armn',
  'Beng',
  'Cher',
  'Copt',
  'Cyrl',
  'Deva',
  'Ethi',
  'Geor',
  'Goth',
  'Grek',
  'Gujr',
  'Guru',
  'Hang',
  'Hani',
  'Hebr',
  'Hira',
  'Kana',
  'Khmr',
  'Knda',
  'Laoo',
  'Latn',
  'Mlym',
  'Mong',
  'Mymr',
  'Nkoo',
  'Orya',
  'Runr',
  'Sinh',
  'Syrc',
  'Taml',
  'Telu',
  'Tfng',
  'Thaa',
  'Thai',
  'Tibt',
].map((code) => ({ code, letters: new RegExp(`\\p{Script=${code}}`, 'u') }))
const pictures = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}/u
const mostNamed = 12

/** No language has as many letters; who writes more of them waits for no longer than for these. */
const mostAsked = 12_000

/** Every character of a text that a font must have, once each; ASCII is in all of them. */
export function lettersOf(text: string): string[] {
  const letters = new Set<string>()
  for (const letter of text) if (letter > '~') letters.add(letter)
  return [...letters]
    .slice(0, mostAsked)
    .filter((letter) => !/\p{Default_Ignorable_Code_Point}|\p{Cc}|\p{White_Space}/u.test(letter))
}

/** What Typst says of letters that it has no font for, where a standard forbids them: each of them, once. */
export function lettersIn(complaint: string): string[] {
  const found = complaint.matchAll(
    /the text `\\?"(?:\\*u\{(?<code>[0-9a-f]+)\}|(?<letter>[^\\"]+))\\?"` could not be displayed/gu,
  )
  return [
    ...new Set(
      [...found].flatMap(({ groups }) =>
        groups?.code === undefined ? (groups?.letter ?? []) : String.fromCodePoint(parseInt(groups.code, 16)),
      ),
    ),
  ]
}

/** The scripts that letters belong to, by their names in a language; pictures are `emoji`, and what is of no script that is known here is named by its number. */
export function namesOf(letters: readonly string[], { emoji, locale }: { emoji: string; locale: string }): string {
  const displayed = new Intl.DisplayNames([locale], { type: 'script' })
  const names = new Set(
    letters.map((letter) => {
      if (pictures.test(letter)) return emoji
      const script = scripts.find((one) => one.letters.test(letter))
      return script
        ? (displayed.of(script.code) ?? script.code)
        : `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
    }),
  )
  const named = [...names].slice(0, mostNamed)
  return new Intl.ListFormat([locale]).format(names.size > mostNamed ? [...named, '…'] : named)
}
