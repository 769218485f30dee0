import { describe, expect, test } from 'vitest'
import { inVivoName, newTags, typedPath } from './new-tag'

const tag = (...path: string[]) => ({ id: path.join('/'), name: path.at(-1) ?? '', path })
const tags = [
  tag('Security'),
  tag('Security', 'Food'),
  tag('Actors'),
  tag('Actors', 'States'),
  tag('Threats'),
  tag('Threats', 'Security'),
  tag('And/or'),
]
const said = (typed: string) =>
  newTags(tags, typed).map(({ parent, names }) =>
    [...(parent ? [`(${parent.path.join(' › ')})`] : []), ...names].join(' › '),
  )

test.each([
  ['Food', ['Food']],
  [' Security / Food ', ['Security', 'Food']],
  ['Security / Food / Rice', ['Security', 'Food', 'Rice']],
  ['Security › Food', ['Security', 'Food']],
  ['and/or', ['and/or']],
  ['Security /Food', ['Security /Food']],
  ['24 / 7', ['24', '7']],
  ['24 \\/ 7', ['24 / 7']],
  ['Work \\/ life / Balance', ['Work / life', 'Balance']],
  ['Security / ', ['Security /']],
  ['/ Food', ['/ Food']],
  ['/', ['/']],
  ['', []],
])('%j is typed for %j', (typed, path) => expect(typedPath(typed)).toEqual(path))

describe('what can be made', () => {
  test.each([
    ['Rice', ['Rice']],
    ['food', []],
    ['Actors / Firms', ['(Actors) › Firms', 'Actors / Firms']],
    ['actors / states', ['actors / states']],
    ['Security / Water', ['(Security) › Water', '(Threats › Security) › Water', 'Security / Water']],
    ['Security / Food', ['(Threats › Security) › Food', 'Security / Food']],
    ['Threats / Security / Water', ['(Threats › Security) › Water', 'Threats / Security / Water']],
    ['Actors / Firms / Shipping', ['(Actors) › Firms › Shipping', 'Actors / Firms / Shipping']],
    ['New / Newer', ['New › Newer', 'New / Newer']],
    ['and/or', []],
    ['24 \\/ 7', ['24 / 7']],
  ])('of %j: %j', (typed, proposals) => expect(said(typed)).toEqual(proposals))
})

test('words of the text make a name of one line', () =>
  expect(inVivoName('  the net \n that\u00a0is mended ')).toBe('the net that is mended'))
