import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, caller, team, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)
const { lead, coder: ana, reader, path } = await team(db, api)

const text = 'Salt came into the wells. The board met twice. Nobody wrote it down. The trees died.'
const { body: made } = await lead.call('POST', `${path}/documents`, { title: 'Wells', text, language: 'en' })
const documentId: string = made.document.id
const tag = async (name: string, parentId?: string): Promise<string> =>
  (await lead.call('POST', `${path}/tags`, { name, ...(parentId && { parentId }) })).body.id
const water = await tag('Water')
const board = await tag('Board')
const { body: theme } = await lead.call('POST', `${path}/themes`, { name: 'Ruin', tagIds: [water, board] })

const marked = async (who: Caller, words: string, ...tagIds: string[]): Promise<string> => {
  const start = text.indexOf(words)
  const given = { documentId, start, end: start + words.length, tagIds }
  return (await who.call('POST', `${path}/annotations`, given)).body.id
}
const salt = await marked(ana, 'Salt came into the wells.', water)
const wells = await marked(lead, 'wells', board)
const met = await marked(ana, 'The board met twice.', board)

const ids = (answer: { body: { items: { id: string }[] } }) => answer.body.items.map(({ id }) => id)
const ask = (who: Caller, query: string, more: object = {}) => who.call('POST', `${path}/query`, { query, ...more })
const keep = async (name: string, query: string) => (await ana.call('POST', `${path}/queries`, { name, query })).body

describe('a query', () => {
  test('finds passages by how they lie to others, and is said back as it was understood', async () => {
    const right = await ask(reader, 'tag:water  ENCLOSES (tag:BOARD)')
    expect([ids(right), right.body.total, right.body.query]).toEqual([[salt], 1, 'tag:Water AND ENCLOSES tag:Board'])
  })

  test('is asked page by page, in either order', async () => {
    const query = 'by:Coder OR by:Lena'
    const first = await ask(ana, query, { limit: 2 })
    const rest = await ask(ana, query, { limit: 2, cursor: first.body.nextCursor, total: false })
    expect([...ids(first), ...ids(rest)]).toEqual([salt, wells, met])
    expect([first.body.total, rest.body.total]).toEqual([3, undefined])
    expect(ids(await ask(ana, query, { order: 'created' }))).toEqual([met, wells, salt])
  })

  test('that cannot be read is refused by every export, before the file begins', async () => {
    for (const format of ['csv', 'xlsx', 'docx', 'odt', 'html', 'md', 'json', 'jsonld'])
      for (const what of ['excerpts', 'annotations']) {
        const answer = await ana.call('GET', `${path}/export?what=${what}&format=${format}&query=tag%3ANowhere`)
        expect([answer.status, answer.body.errors[0].path], `${what} ${format}`).toEqual([422, 'query'])
      }
  })

  test('narrows a theme, a tag, a table, a count of groups and every export', async () => {
    const query = encodeURIComponent('INSIDE tag:Water')
    const narrowed = async (address: string) => ana.call('GET', `${path}${address}query=${query}`)
    expect(ids(await narrowed(`/themes/${theme.id}/excerpts?`))).toEqual([salt, wells])
    expect(ids(await narrowed(`/tags/${board}/excerpts?`))).toEqual([wells])
    expect((await narrowed('/analysis/tag-document?')).body.total).toMatchObject({ annotations: 2 })
    const csv = await narrowed('/export?what=annotations&format=csv&')
    expect(parse(csv.text.replace(/^\ufeff/, ''), { columns: true })).toHaveLength(2)
    // Whoever reads the report knows what is not in it.
    expect((await narrowed('/export?what=excerpts&format=md&')).text).toContain('INSIDE tag:Water')
  })

  test('that cannot be read is refused at its place, in words', async () => {
    const { status, body } = await ask(ana, 'tag:Water OVERLAPS tag:Sand')
    expect([status, body.errors[0].path]).toEqual([422, 'query'])
    expect(body.detail).toBe('At character 24: nothing that you see here is called “Sand”')
    for (const field of ['tag', 'by', 'round', 'document', 'theme', 'query'])
      expect((await ask(reader, `${field}:#${'-'.repeat(36)}`)).status).toBe(422)
    const inList = await ana.call('GET', `${path}/annotations?query=tag:`)
    expect([inList.status, inList.body.errors[0].path]).toEqual([422, 'query'])
  })

  test('may be asked with a token that only reads', async () => {
    const token = (await ana.call('POST', '/me/tokens', { name: 'R', scope: 'read' })).body.secret
    const script = caller(api, { authorization: `Bearer ${token}` })
    expect((await script('POST', `${path}/query`, { query: 'flood' })).status).toBe(200)
    expect((await script('POST', `${path}/queries`, { name: 'No', query: 'flood' })).status).toBe(403)
  })
})

describe('a kept query', () => {
  test('means the same tag when that is renamed, and stands in other queries for what it asks', async () => {
    const sea = await tag('Sea')
    const wet = await marked(ana, 'The trees died.', sea)
    const kept = await keep('Wet', 'tag:Sea OR tag:Water')
    await lead.call('PATCH', `${path}/tags/${sea}`, { name: 'Ocean' })
    expect((await reader.call('GET', `${path}/queries/${kept.id}`)).body.query).toBe('tag:Ocean OR tag:Water')
    expect(ids(await ask(reader, 'query:wet NOT text:salt'))).toEqual([wet])
    expect((await reader.call('GET', `${path}/queries`)).body.items).toContainEqual(
      expect.objectContaining({ name: 'Wet', createdBy: { id: ana.id, name: ana.name } }),
    )
    await lead.call('DELETE', `${path}/tags/${sea}`)
    expect((await reader.call('GET', `${path}/queries/${kept.id}`)).body.query).toBe('tag:"?" OR tag:Water')
    expect(ids(await ask(reader, 'query:Wet'))).toEqual([salt])
  })

  test('never comes to itself, nor grows beyond what may be asked', async () => {
    const one = await keep('One', 'salt')
    await keep('Two', 'NOT query:One')
    const round = await ana.call('PATCH', `${path}/queries/${one.id}`, { query: 'query:Two' })
    expect([round.status, round.body.detail]).toEqual([422, 'A kept query that this refers to refers back to itself'])
    let last = 'One'
    const answers: number[] = []
    for (let at = 0; at < 12; at += 1) {
      const name = `Double ${at}`
      const query = `query:"${last}" OR query:"${last}"`
      answers.push((await ana.call('POST', `${path}/queries`, { name, query })).status)
      if (answers.at(-1) === 201) last = name
    }
    expect(answers).toContain(201)
    expect(answers.at(-1)).toBe(422)
  })

  test('is no more than may be asked, before any of it is made: however kept queries multiply one another', async () => {
    const made = async (name: string, query: string) =>
      (await ana.call('POST', `${path}/queries`, { name, query })).body.id as string
    await made(
      'e',
      Array(18)
        .fill(`${'NOT '.repeat(10)}x`)
        .join(' '),
    )
    await made(
      'd',
      Array(18)
        .fill(`${'NOT '.repeat(10)}query:e`)
        .join(' '),
    )
    const a = await made('a', 'x')
    await made('b', Array(200).fill('query:a').join(' '))
    await made('c', 'query:b query:b')
    const grown = await ana.call('PATCH', `${path}/queries/${a}`, { query: Array(200).fill('query:d').join(' ') })
    expect([grown.status, grown.body.errors[0].path]).toEqual([422, 'query'])
  })

  test('has a name of its own, and is not written over by whoever saw it before a change', async () => {
    const first = await keep('Named', 'salt')
    expect((await ana.call('POST', `${path}/queries`, { name: 'Named', query: 'wells' })).status).toBe(409)
    const changed = await lead.call('PATCH', `${path}/queries/${first.id}`, { version: 1, query: 'wells' })
    expect([changed.status, changed.body.version]).toEqual([200, 2])
    const late = await ana.call('PATCH', `${path}/queries/${first.id}`, { version: 1, name: 'Late' })
    expect([late.status, late.body.current.query]).toEqual([409, 'text:wells'])
    expect((await reader.call('PATCH', `${path}/queries/${first.id}`, { name: 'Mine' })).status).toBe(403)
    expect((await reader.call('DELETE', `${path}/queries/${first.id}`)).status).toBe(403)
  })

  test('is given back by reverting: its conditions, its name, itself', async () => {
    const kept = await keep('Reverted', 'salt')
    const change = await ana.call('PATCH', `${path}/queries/${kept.id}`, { name: 'Otherwise', query: 'wells' })
    const revert = async (seq: string | null) => (await ana.call('POST', `${path}/events/${seq}/revert`)).status
    const now = async () => (await ana.call('GET', `${path}/queries/${kept.id}`)).body
    expect(await revert(change.headers.get('x-event'))).toBe(200)
    expect(await now()).toMatchObject({ name: 'Reverted', query: 'text:salt' })
    const gone = await ana.call('DELETE', `${path}/queries/${kept.id}`)
    expect((await ana.call('GET', `${path}/queries/${kept.id}`)).status).toBe(404)
    expect(ids(await ask(ana, `query:#${kept.id}`))).toEqual([])
    expect(await revert(gone.headers.get('x-event'))).toBe(200)
    expect(await now()).toMatchObject({ name: 'Reverted', query: 'text:salt' })
    const again = await ana.call('DELETE', `${path}/queries/${kept.id}`)
    await keep('Reverted', 'wells')
    expect(await revert(again.headers.get('x-event'))).toBe(409)
  })
})
