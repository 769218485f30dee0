import { describe, expect, it } from 'vitest'
import { finish } from '../finish'
import { defaultLimits } from '../limits'
import { markdownText } from './markdown-document'
import { markdownSource } from './markdown-source'

const imported = async (markdown: string) => finish(await markdownText(markdown, defaultLimits), 'a.md')

describe('what a Markdown file says', () => {
  it.each<[string, string, string]>([
    [
      'lines between rules that are no metadata',
      '---\nInterviewer: so, tell me: how was it?\nAnna: well: it was *hard*\n---\n\nFirst answer.',
      'Interviewer: so, tell me: how was it?\nAnna: well: it was hard\nFirst answer.',
    ],
    [
      'a header that only looks like metadata',
      '---\nInterview 3: Anna, teacher\nDate: 3 May\n---\n\nFirst.',
      'Interview 3: Anna, teacher\nDate: 3 May\nFirst.',
    ],
    [
      'a header that was to be metadata and cannot be read as such',
      '---\ntitle: a: b: [c\n---\n\nFirst.',
      'title: a: b: [c\nFirst.',
    ],
    ['what follows a rule', '---\n\nFirst.\n\n---\n\nSecond.', '\nFirst.\n\nSecond.'],
    [
      'HTML in notes, definitions, cells and lists',
      'Text[^1]\n\n[^1]: Note\n\n    <div>block in note</div>\n\nTerm\n:   <div>block in definition</div>\n\n- item\n\n  <div>block in item</div>\n\n| a |\n|---|\n| <b>x</b><br>y |',
      'Text[1]\nTerm\nblock in definition\nitem\nblock in item\na\nx\ny\nNote\nblock in note',
    ],
    [
      'words with marks inside, escapes, entities and addresses',
      'un*frigging*believable snake_case a\\*b &copy; <https://example.org/a> [words](https://example.org "title") ![alt](a.png) `co*de`',
      'unfriggingbelievable snake_case a*b © https://example.org/a words \uFFFC co*de',
    ],
    [
      'short answers behind a name in brackets',
      '[Q]: How did it go?\n\n[Anna]: Tired.\n\n[00:04:10]: Silence\n\n[P1]: Yes\n[P2]: "No"\n\n[Ben]:\nNever\n\n> [Anna]: Well...\n\n- [Anna]: yes "very much"\n- [Cy D.]: No:never',
      '[Q]: How did it go?\n[Anna]: Tired.\n[00:04:10]: Silence\n[P1]: Yes [P2]: "No"\n[Ben]: Never\n[Anna]: Well...\n[Anna]: yes "very much"\n[Cy D.]: No:never',
    ],
    [
      'answers of who answers at length, too, and is spoken of',
      '[Anna]: Tired.\n\n[Anna]: I was so tired that day.\n\nWhat [Anna] means.',
      '[Anna]: Tired.\n[Anna]: I was so tired that day.\nWhat [Anna] means.',
    ],
    [
      'no target of a link that is used and an address',
      'See [one], [two][2], [three][], ![four] and [words][Five].\n\n[one]: https://example.org\n[2]: page.html "title"\n[three]: <../other place>\n[four]: a.png\n[five]: mailto:a@example.org',
      'See one, two, three, \uFFFC and words.',
    ],
    [
      'the target of a link that nobody uses',
      'See [one](https://example.org).\n\n[one]: https://example.org/1\n[2]: page.html "title"',
      'See one.\n[one]: https://example.org/1 [2]: page.html "title"',
    ],
    [
      'a second target for what has one, which leads there, too',
      'See [one].\n\n[one]: https://example.org/1\n[one]: https://example.org/2',
      'See one.\none: https://example.org/2',
    ],
    [
      'what looks like an answer in code and in HTML, as it is',
      '```\n[Anna]: Tired.\n```\n\n    [Ben]: Never\n\n<pre>\n[Cy]: Yes\n</pre>\n\n`[Dee]: No`',
      '[Anna]: Tired.\n[Ben]: Never\n[Cy]: Yes\n[Dee]: No',
    ],
    ['code with its fence', '```js\nlet a = `<b>`\n```\n\n- ~~~\n  [x](y)\n  ~~~', 'let a = `<b>`\n[x](y)'],
  ])('is %s', async (_, markdown, text) => {
    const { text: got, report } = await imported(markdown)
    expect(got).toBe(text)
    expect(report.warnings).toEqual([])
    expect(report.lost.filter((line) => line.includes('not in the text'))).toEqual([])
  })
  // Lines one below the other and apart, with what refers to them and without.
  it.each([
    ['St.Gallen', 'Ja gut.'],
    ['Yes.No', 'No.Yes'],
    ['?', '...'],
    ['Hmm...yes', '...no'],
    ['yes/no', 'No/yes'],
    ['Well:no', 'No:never'],
    ['tired@home', '(laughs)'],
    ['Tired.', '"Tired"'],
    ['Dr.', '1.5'],
    ['z.B.', 'i.e.'],
  ])('is the short answers %j and %j, whoever gives them and is spoken of', async (one, other) => {
    for (const names of [
      ['Anna', 'Ben'],
      ['Anna', 'Anna'],
    ])
      for (const between of ['\n', '\n\n'])
        for (const end of ['', '\n\nThen [Anna] left and [Ben] stayed.']) {
          const answers = [`[${names[0]}]: ${one}`, `[${names[1]}]: ${other}`]
          const { text, report } = await imported(`Start.\n\n${answers.join(between)}${end}`)
          expect(text.replace(/\s+/g, ' ')).toBe(`Start. ${answers.join(' ')}${end.replace(/\s+/g, ' ')}`)
          expect([report.warnings, report.lost]).toEqual([[], []])
        }
  })
  it.each(['/shrug', '#no', './quiet', 'https://example.org/', 'page.html'])(
    'is the answer %j, to which nothing refers',
    async (answer) => {
      const { text } = await imported(`[Anna]: ${answer}\n\n[Anna]: and so on.`)
      expect(text).toBe(`[Anna]: ${answer}\n[Anna]: and so on.`)
    },
  )
  it('is not its metadata, of which title, author and date are proposed and the rest is named', async () => {
    const { text, proposed, report } = await imported(
      '---\ntitle: Long walks\nauthor: A. Writer\ntags:\n  - water\nlayout: post\n---\n\nFirst.',
    )
    expect(text).toBe('First.')
    expect(proposed).toMatchObject({ title: { value: 'Long walks' }, author: { value: 'A. Writer' } })
    expect(report.lost).toEqual([
      'The lines at the top of the file that are neither title, author nor date, for example “tags: - water layout: post”',
    ])
  })
})

describe('the words of Markdown', () => {
  it.each([
    ['1. one\n2) two\n- [x] three\n> - four', 'one two three four'],
    ['[a]: https://example.org "t"\n[a][a] and [b](<c d> "e")', 'a and b'],
    [
      '[Anna]: Tired.\n[Ben]: https://example.org\n[Cy]: yes\n\n[Cy] says',
      'Anna Tired Ben https example org Cy yes Cy says',
    ],
    [
      '[Anna]: St.Gallen\n[Ben]: /b\n[Cy]: /c\n[Di]: yes/no\n\n[Anna], [Cy], [Di]',
      'Anna St Gallen Ben b Di yes no Anna Cy Di',
    ],
    ['As in [1]: see\n\n[1]: https://example.org', 'As in 1 see'],
    ['# head\n## 2.1 more\nsetext\n===', 'head 2 1 more setext'],
    ['a[^note] b\n\n[^note]: c', 'a b c'],
    ['<span class="x">in</span>side <br/>out', 'inside out'],
  ])('%j are "%s"', (markdown, words) =>
    expect(
      markdownSource(markdown, () => '')
        .match(/[\p{L}\p{N}]+/gu)
        ?.join(' '),
    ).toBe(words),
  )
  it('are found in time that grows with the length', () => {
    for (const part of ['`', '<!--', '[', '](', '![', '<a', '```\n', '\\', '((', '> '])
      expect(markdownSource(part.repeat(20_000), () => '')).toBeTypeOf('string')
  })
})

it('says of characters that cannot be stored that they were replaced', async () => {
  const { text, report } = await imported('a\u0000b \ud800')
  expect(text).toBe('a\ufffdb \ufffd')
  expect(report.changed).toEqual(['2 characters that cannot be stored became �'])
})
