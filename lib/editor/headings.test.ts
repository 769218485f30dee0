import { DOMParser, type TagParseRule } from '@tiptap/pm/model'
import { expect, test } from 'vitest'
import { documentSchema } from './schema'

const schema = documentSchema()

test.each([1, 2, 3, 4, 5, 6])('a heading of level %s is shown below the page’s own and keeps its level', (level) => {
  const heading = schema.node('heading', { level })
  const shown = heading.type.spec.toDOM?.(heading) as unknown as [string, Record<string, string>]
  expect([shown[0], shown[1]['data-level']]).toEqual([`h${Math.min(level + 1, 6)}`, String(level)])
  const rules = DOMParser.fromSchema(schema).rules.filter(
    (rule): rule is TagParseRule => 'tag' in rule && rule.tag === shown[0],
  )
  const element = { getAttribute: (name: string) => shown[1][name] ?? null } as unknown as HTMLElement
  expect(rules.map((rule) => rule.getAttrs?.(element as never))).toContainEqual(expect.objectContaining({ level }))
})
