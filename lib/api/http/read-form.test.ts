import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formIn } from './read-form'

async function sent(form: FormData): Promise<[Uint8Array, string]> {
  const response = new Response(form)
  return [new Uint8Array(await response.arrayBuffer()), response.headers.get('content-type') ?? '']
}

const name = fc.constantFrom('file', 'title', 'attributes', 'salt "and" sea', '标题')
const bytes = fc.uint8Array({ maxLength: 200 })
const written = fc.stringMatching(/^[ -~\n安é👩]{0,60}$/u)
const part = fc.oneof(
  fc.record({ name, text: written }),
  fc.record({
    name,
    bytes,
    filename: fc.constantFrom('a.txt', 'wells “salt”;.docx', 'an "old" one.md', '塩.pdf', '../a/b.txt'),
  }),
)

test('law: a form is read as a browser wrote it: its words, its names, and every byte of its files', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(part, { selector: ({ name: each }) => each, maxLength: 5 }), async (parts) => {
      const form = new FormData()
      for (const each of parts)
        if ('text' in each) form.append(each.name, each.text)
        else form.append(each.name, new File([new Uint8Array(each.bytes)], each.filename, { type: 'text/plain' }))
      const read = await formIn(...(await sent(form)))
      const expected = Object.fromEntries(
        parts.map((each) => [
          each.name,
          'text' in each
            ? each.text.replaceAll('\n', '\r\n')
            : { name: each.filename, type: 'text/plain', bytes: [...each.bytes] },
        ]),
      )
      const shown = Object.entries(read).map(([key, value]) => [
        key,
        typeof value === 'string' ? value : { ...value, bytes: [...value.bytes] },
      ])
      expect(Object.fromEntries(shown)).toEqual(expected)
    }),
  )
})

test('a large file is read in pieces, between which others get their turn', async () => {
  const large = new Uint8Array(20_000_000).fill(13)
  large.set([10, 45, 45], 12_000_000)
  const form = new FormData()
  form.set('file', new File([large], 'large.bin'))
  const [all, type] = await sent(form)
  let turns = 0
  const others = setInterval(() => (turns += 1), 0)
  const read = await formIn(all, type)
  clearInterval(others)
  const file = read['file']
  expect(typeof file === 'object' && Buffer.compare(file.bytes, large)).toBe(0)
  expect(turns).toBeGreaterThan(5)
})

test.each([
  ['without an end', '--edge\r\ncontent-disposition: form-data; name="file"\r\n\r\nsalt'],
  ['that is none', 'salt and sea'],
  ['of nothing', ''],
])('a form %s is refused', async (_, body) => {
  await expect(formIn(Buffer.from(body), 'multipart/form-data; boundary=edge')).rejects.toThrow()
})
