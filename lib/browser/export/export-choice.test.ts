import { expect, test } from 'vitest'
import { downloadHref, readChoice, writeChoice } from './export-choice'

const id = '0193e0a8-5c00-7000-8000-00000000de30'

test('a theme page’s link, with the API’s own filters, is read, kept in the address and meant by the download alike', () => {
  const choice = readChoice(
    new URLSearchParams(
      `what=excerpts&themeId=${id}&groupBy=tag&authorId=a&authorId=b&caseId=k&starred=true&from=2026-01-01&to=2026-02-01&q=sea`,
    ),
  )
  expect(choice).toMatchObject({
    what: 'excerpts',
    format: 'csv',
    themeId: id,
    groupBy: 'tag',
    columns: [],
    view: { authorIds: ['a', 'b'], caseIds: ['k'], starred: true, from: '2026-01-01', until: '2026-01-31', q: 'sea' },
  })
  expect(readChoice(new URLSearchParams(writeChoice(choice)))).toEqual(choice)
  const download = new URL(downloadHref('p', choice, 'Asia/Shanghai'), 'http://x').searchParams
  expect(Object.fromEntries(download)).toEqual({
    layer: 'coder',
    what: 'excerpts',
    format: 'csv',
    themeId: id,
    authorId: 'b',
    caseId: 'k',
    starred: 'true',
    from: '2026-01-01',
    to: '2026-02-01',
    timeZone: 'Asia/Shanghai',
    q: 'sea',
    bom: 'true',
    groupBy: 'tag',
  })
  expect(download.getAll('authorId')).toEqual(['a', 'b'])
})

test.each([
  ['what=documents&format=docx', 'documents', 'docx'],
  ['what=codebook&format=docx', 'codebook', 'docx'],
  ['what=history&format=md', 'history', 'md'],
  ['what=history&format=docx', 'history', 'csv'],
  ['what=people&format=pdf', 'excerpts', 'pdf'],
  ['what=history&format=pdf', 'history', 'csv'],
  ['', 'excerpts', 'csv'],
])('%s is %s as %s', (query, what, format) => {
  expect(readChoice(new URLSearchParams(query))).toMatchObject({ what, format })
})

test('the history is downloaded whole from here, whatever filter of passages came along', () => {
  const download = new URL(
    downloadHref('p', readChoice(new URLSearchParams('what=history&format=md&starred=true&q=sea')), 'UTC'),
    'http://x',
  ).searchParams
  expect(Object.fromEntries(download)).toEqual({ what: 'history', format: 'md' })
})
