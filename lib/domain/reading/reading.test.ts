import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countByAuthor, countByTag, noFilter, passes, toggled } from './filter'
import type { PressedKey } from '../keyboard/pressed-key'
import { commandFor, keyHelp } from './key-map'
import {
  isCharacterKey,
  isWrittenKey,
  keyConflicts,
  keysWith,
  readingCommands,
  shownKey,
  usualKeys,
  withKeys,
  writtenKey,
  type OwnKeys,
} from './reader-keys'
import { matchTags, namedTag } from './match-tags'
import { stepGrapheme, stepWord, trimmed } from './step'

const tag = (id: string, parentId: string | null = null) => ({ id, parentId, name: id, position: 0 })

describe('filter', () => {
  const tags = [tag('threats'), tag('fever', 'threats'), tag('storm', 'threats'), tag('actors')]
  const of = (authorId: string, ...tagIds: string[]) => ({ authorId, tagIds, layer: 'coder' as const })

  test('nothing chosen lets everything through, untagged passages too', () => {
    expect([of('ann'), of('bob', 'fever')].map(passes(noFilter, tags))).toEqual([true, true])
  })

  test('the coders’ own work is shown unless the consensus is asked for', () => {
    const both = [of('ann'), { ...of('bob'), layer: 'consensus' as const }]
    expect(both.map(passes(noFilter, tags))).toEqual([true, false])
    expect(both.map(passes({ ...noFilter, layer: 'consensus' }, tags))).toEqual([false, true])
    expect(both.map(passes({ ...noFilter, layer: 'both' }, tags))).toEqual([true, true])
  })

  test('a parent stands for its children; several tags mean any; coders narrow further', () => {
    const test = passes({ ...noFilter, tagIds: new Set(['threats']), authorIds: new Set(['ann']) }, tags)
    expect(
      [of('ann', 'fever'), of('ann', 'threats'), of('ann', 'actors'), of('bob', 'fever'), of('ann')].map(test),
    ).toEqual([true, true, false, false, false])
    expect(
      [of('ann', 'storm'), of('ann', 'actors'), of('ann', 'fever')].map(
        passes({ ...noFilter, tagIds: new Set(['storm', 'actors']), authorIds: new Set() }, tags),
      ),
    ).toEqual([true, true, false])
  })

  test('counts go up to the ancestors, and a passage counts once', () => {
    expect(
      Object.fromEntries(countByTag([of('ann', 'fever', 'storm'), of('bob', 'threats'), of('bob', 'actors')], tags)),
    ).toEqual({ fever: 1, storm: 1, threats: 2, actors: 1 })
    expect(Object.fromEntries(countByAuthor([of('ann'), of('bob', 'fever'), of('bob')]))).toEqual({ ann: 1, bob: 2 })
  })

  test('toggling twice is nothing, and the set given stays as it was', () => {
    const set = new Set(['a'])
    expect([...toggled(toggled(set, 'b'), 'b')]).toEqual(['a'])
    expect([...toggled(set, 'a')]).toEqual([])
    expect([...set]).toEqual(['a'])
  })
})

describe('keys', () => {
  const press = (key: string, held: Partial<PressedKey> = {}): PressedKey => ({
    key,
    code: '',
    shiftKey: false,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    ...held,
  })
  /** A key as it is written, pressed. */
  const pressed = (written: string): PressedKey =>
    press(written.replace(/^(?:Shift\+)?(?:Alt\+)?(?=.)/, ''), {
      shiftKey: written.startsWith('Shift+'),
      altKey: written.includes('Alt+'),
    })
  const all = readingCommands.flatMap((command) => usualKeys[command].map((key) => [key, command] as const))

  test.each([
    [press('j'), 'next-sentence'],
    [press('J', { shiftKey: true }), 'extend-sentence'],
    [press('J'), 'next-sentence'],
    [press('о', { code: 'KeyJ' }), 'next-sentence'],
    [press('О', { code: 'KeyJ', shiftKey: true }), 'extend-sentence'],
    [press('ю', { code: 'Period' }), 'repeat-tags'],
    [press('ArrowDown', { altKey: true }), 'next-sentence'],
    [press('ArrowDown', { shiftKey: true }), 'extend-sentence'],
    [press('ArrowRight', { shiftKey: true }), 'extend-word'],
    [press('ArrowRight', { shiftKey: true, altKey: true }), 'extend-character'],
    [press('?', { shiftKey: true }), 'help'],
    [press('?'), 'help'],
    [press('{', { altKey: true, ctrlKey: false }), 'previous-paragraph'],
    [press('5'), 'pinned-5'],
    [press('x'), 'this-sentence'],
    [press('i'), 'in-vivo'],
    [press('Enter'), 'tag'],
    [press('j', { altKey: true }), null],
    [press('ArrowDown'), null],
    [press('Tab'), null],
    [press('PageDown'), null],
    [press(' '), null],
  ])('%o', (key, command) => expect(commandFor(key, usualKeys, true)).toBe(command))

  test('with Ctrl or Meta every key stays the browser’s', () => {
    for (const [key] of all)
      for (const held of [{ ctrlKey: true }, { metaKey: true }])
        expect(commandFor({ ...pressed(key), ...held }, usualKeys, true)).toBeNull()
  })

  test('turned off, no single character does anything, and what has a name still does', () => {
    for (const [key, command] of all)
      expect(commandFor(pressed(key), usualKeys, false)).toBe(isCharacterKey(key) ? null : command)
  })

  test('no usual key means two things, and each is written as it is pressed', () => {
    expect(keyConflicts(usualKeys)).toEqual([])
    for (const [key] of all) expect([isWrittenKey(key), writtenKey(pressed(key))]).toEqual([true, key])
  })

  test('every command is in the help', () => {
    const helped = keyHelp.flatMap(({ rows }) => rows.flatMap(({ commands }): readonly string[] => commands))
    expect([...helped].sort()).toEqual([...readingCommands].sort())
  })

  test('a person’s own keys take the place of the usual ones, command by command', () => {
    const keys = keysWith({ 'next-sentence': ['f'], star: [] })
    expect([
      commandFor(press('f'), keys, true),
      commandFor(press('j'), keys, true),
      commandFor(press('s'), keys, true),
      commandFor(press('k'), keys, true),
    ]).toEqual(['next-sentence', null, null, 'previous-sentence'])
    expect(keyConflicts(keysWith({ 'next-sentence': ['t', 'k'] }))).toEqual([
      { key: 't', commands: ['next-sentence', 'tag'] },
      { key: 'k', commands: ['next-sentence', 'previous-sentence'] },
    ])
  })

  test('a key that is given to a command is taken from the other, so that no change leaves a conflict, and changing back leaves nothing', () => {
    const key = fc.constantFrom(...all.map(([each]) => each), 'f', 'Shift+f', ',', 'F4')
    const change = fc.record({
      command: fc.constantFrom(...readingCommands),
      keys: fc.uniqueArray(key, { maxLength: 3 }),
    })
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
        const own = changes.reduce<OwnKeys>((now, { command, keys }) => withKeys(now, command, keys), {})
        expect(keyConflicts(keysWith(own))).toEqual([])
        const last = changes.at(-1)
        if (last) expect(keysWith(own)[last.command]).toEqual(last.keys)
        const back = readingCommands.reduce<OwnKeys>((now, command) => withKeys(now, command, usualKeys[command]), own)
        expect(back).toEqual({})
      }),
    )
  })

  test.each([
    ['j', true],
    ['J', false],
    ['Shift+j', true],
    ['Alt+Shift+j', false],
    ['Shift+Alt+ArrowUp', true],
    ['+', true],
    ['Shift+?', false],
    [' ', false],
    ['Tab', false],
    ['Shift', false],
    ['Shift+', false],
    ['', false],
    ['ё', true],
    ['<b>', false],
  ])('%j is written as a key: %s', (text, is) => expect(isWrittenKey(text)).toBe(is))
  test('keys as people read them', () =>
    expect(['j', 'Shift+j', 'Shift+Alt+ArrowDown', '.', 'Escape', '+'].map(shownKey)).toEqual([
      'J',
      'Shift J',
      'Shift Alt ↓',
      '.',
      'Esc',
      '+',
    ]))
})

describe('tags by what is typed', () => {
  const tags = ['Security', 'Food security', 'Insecurity', 'Second thoughts', 'Fever'].map((name) => ({
    name,
    path: [name],
  }))
  const nested = { name: 'Rice', path: ['Food security', 'Rice'] }

  test('the name, then its beginning, then the beginning of a word, then its middle, then the path', () => {
    expect(matchTags([...tags, nested], 'security').map(({ name }) => name)).toEqual([
      'Security',
      'Food security',
      'Insecurity',
      'Rice',
    ])
    expect(matchTags(tags, 'SEC').map(({ name }) => name)).toEqual([
      'Security',
      'Second thoughts',
      'Food security',
      'Insecurity',
    ])
    expect(matchTags([...tags, nested], 'food ric').map(({ name }) => name)).toEqual(['Rice'])
  })

  test('within a rank what stands higher comes first, then what is used more by a power of ten, then what was given first', () => {
    const made = (annotationCount: number, ...path: string[]) => ({ name: path.at(-1) ?? '', path, annotationCount })
    const given = [
      made(900, 'Actors', 'State', 'Coast guard'),
      made(12, 'Actors', 'Courts'),
      made(0, 'Context'),
      made(3, 'Cooperation'),
      made(9, 'Costs'),
      made(40, 'Conflict'),
    ]
    expect(matchTags(given, 'co').map(({ name }) => name)).toEqual([
      'Conflict',
      'Cooperation',
      'Costs',
      'Context',
      'Courts',
      'Coast guard',
    ])
  })

  test('a name is found as text is, the very name first', () => {
    const names = ['Cafe', 'Café', 'Salt–water', 'Trade\u00a0routes', 'Straße', 'L’eau', 'Tiếng Việt'].map((name) => ({
      id: name,
      name,
      path: [name],
    }))
    const found = (query: string) => matchTags(names, query).map(({ name }) => name)
    expect(found('café')).toEqual(['Café', 'Cafe'])
    expect(found('cafe')).toEqual(['Cafe', 'Café'])
    expect([found('salt-water'), found('trade routes'), found('strasse'), found("l'eau"), found('tieng viet')]).toEqual(
      [['Salt–water'], ['Trade\u00a0routes'], ['Straße'], ['L’eau'], ['Tiếng Việt']],
    )
    expect([
      namedTag(names, 'trade  routes')?.name,
      namedTag(names, 'cafe\u0301')?.name,
      namedTag(names, 'strase'),
    ]).toEqual(['Trade\u00a0routes', 'Café', undefined])
  })

  test('nothing typed shows all in their order; a stranger finds nothing', () => {
    expect(matchTags(tags, '  ')).toEqual(tags)
    expect(matchTags(tags, 'xyz')).toEqual([])
    expect(namedTag(tags, ' food SECURITY ')).toBe(tags[1])
    expect(namedTag(tags, 'food')).toBeUndefined()
  })
})

describe('steps', () => {
  test('forward and back by grapheme come out at the same boundaries', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', '안', '👩‍🔬', '🇨🇳', 'é', ' ', '\n', '字'), { maxLength: 30 }),
        (graphemes) => {
          const text = graphemes.join('')
          const boundaries = new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text)
          const expected = [...[...boundaries].map(({ index }) => index), text.length]
          const forward = [0]
          while ((forward.at(-1) ?? 0) < text.length) forward.push(stepGrapheme(text, forward.at(-1) ?? 0, 1))
          const back = [text.length]
          while ((back[0] ?? 0) > 0) back.unshift(stepGrapheme(text, back[0] ?? 0, -1))
          expect(forward).toEqual(expected)
          expect(back).toEqual(expected)
        },
      ),
    )
  })

  test('by word over punctuation and space, and as a Chinese reader cuts words', () => {
    const text = 'Food, water — and “security”.'
    const stops: number[] = []
    for (let at = 0; at < text.length;) stops.push((at = stepWord(text, at, 1)))
    expect(
      stops.map((stop) =>
        text
          .slice(0, stop)
          .split(/[^a-z]+/i)
          .at(-1),
      ),
    ).toEqual(['Food', 'water', 'and', 'security', ''])
    expect(stepWord(text, 12, -1)).toBe(6)
    expect(stepWord(text, 3, -1)).toBe(0)
    expect(stepWord('非传统安全', 0, 1, 'zh')).toBeLessThan(5)
  })

  test('a word longer than any window is one step, both ways', () => {
    const text = `${'a'.repeat(5000)} b`
    expect(stepWord(text, 0, 1)).toBe(5000)
    expect(stepWord(text, 5000, -1)).toBe(0)
  })

  test('white space at the ends falls off', () => {
    expect(trimmed('  two words \n', { start: 0, end: 13 })).toEqual({ start: 2, end: 11 })
    expect(trimmed('   ', { start: 1, end: 3 })).toEqual({ start: 1, end: 1 })
  })
})
