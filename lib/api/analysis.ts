import type { Context } from 'hono'
import { z } from 'zod'
import {
  attributeTableQuery,
  cooccurrenceExcerptQuery,
  cooccurrenceQuery,
  cooccurrenceTable,
  countTable,
  saturationCurve,
  saturationQuery,
  tableQuery,
  timelineQuery,
  wordsQuery,
  wordTable,
} from '@/lib/schemas/analysis'
import { excerpt } from '@/lib/schemas/annotation'
import { page } from '@/lib/schemas/primitives'
import {
  analyseCooccurrence,
  analyseSaturation,
  analyseTags,
  analyseWords,
  excerptsTogether,
} from '@/lib/services/analysis/analyse'
import { cooccurrenceFile, countTableFile, saturationFile, wordFile } from '@/lib/services/analysis/analysis-file'
import { sendFile } from './export'
import type { Api, ApiEnv, ApiParts } from './http/context'
import { json, operation } from './http/operation'
import { filterFrom, params } from './http/request'
import { inUnits } from './http/units'

const tag = 'Analysis'

export function analysisRoutes(api: Api, parts: ApiParts): void {
  tagsAcross(api, parts)
  tagsInTime(api, parts)
  tagsTogether(api, parts)
  passagesBehind(api, parts)
  wordsCounted(api, parts)
}

/** JSON, or the same as a file. */
function answers<T extends z.ZodType>(schema: T) {
  const shown = json(schema)
  return { 200: { ...shown, content: { ...shown.content, [csvType]: file, [xlsxType]: file } } }
}

const csvType = 'text/csv'
const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const file = { schema: z.string() }

type Question = z.output<typeof tableQuery>

/** A question taken apart: which passages, and how they are counted and answered. */
function takenApart({ format, bom, layout, counted, share, withBelow, units: _, ...filter }: Question) {
  return {
    asked: { filter: filterFrom(filter), withBelow: withBelow === 'true' },
    format,
    bom: bom === 'true',
    shown: { layout, counted, share },
  }
}

/** A file, whose type says nothing about the JSON that is answered otherwise. */
const sent = (c: Context<ApiEnv>, file: Parameters<typeof sendFile>[1]): Promise<Response> => sendFile(c, file)

/** Tags by document, coder and value of an attribute. */
function tagsAcross(api: Api, { db, now }: ApiParts): void {
  for (const [kind, operationId, summary, by] of [
    ['tag-document', 'getTagDocumentTable', 'How often each tag was used in each document', 'document'],
    ['tag-author', 'getTagAuthorTable', 'How often each coder used each tag', 'author'],
  ] as const)
    api.openapi(
      operation({
        operationId,
        method: 'get',
        path: `/api/v1/projects/{p}/analysis/${kind}`,
        tag,
        summary,
        request: { params: params('p'), query: tableQuery },
        responses: answers(countTable),
      }),
      async (c) => {
        const { asked, format, bom, shown } = takenApart(c.req.valid('query'))
        const table = await analyseTags(db, c.get('member'), asked, { by })
        if (format === 'json') return c.json(table, 200)
        return sent(c, countTableFile(c.get('member'), table, shown, { kind, format, bom, now: now() }))
      },
    )
  api.openapi(
    operation({
      operationId: 'getTagAttributeTable',
      method: 'get',
      path: '/api/v1/projects/{p}/analysis/tag-attribute',
      tag,
      summary: 'How often each tag was used in documents with each value of an attribute',
      request: { params: params('p'), query: attributeTableQuery },
      responses: answers(countTable),
    }),
    async (c) => {
      const { attributeKey, ...query } = c.req.valid('query')
      const { asked, format, bom, shown } = takenApart(query)
      const table = await analyseTags(db, c.get('member'), asked, { by: 'attribute', key: attributeKey })
      if (format === 'json') return c.json(table, 200)
      const wanted = { kind: 'tag-attribute', format, bom, now: now() }
      return sent(c, countTableFile(c.get('member'), table, shown, wanted))
    },
  )
}

/** Tags over time, and in the order of coding. */
function tagsInTime(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'getTimeline',
      method: 'get',
      path: '/api/v1/projects/{p}/analysis/timeline',
      tag,
      summary: 'How often each tag was used in documents of each year, quarter or month',
      request: { params: params('p'), query: timelineQuery },
      responses: answers(countTable),
    }),
    async (c) => {
      const { attributeKey, by, ...query } = c.req.valid('query')
      const { asked, format, bom, shown } = takenApart(query)
      const across = { by: 'time', key: attributeKey, length: by } as const
      const table = await analyseTags(db, c.get('member'), asked, across)
      if (format === 'json') return c.json(table, 200)
      const wanted = { kind: 'timeline', format, bom, now: now() }
      return sent(c, countTableFile(c.get('member'), table, shown, wanted))
    },
  )
  api.openapi(
    operation({
      operationId: 'getSaturation',
      method: 'get',
      path: '/api/v1/projects/{p}/analysis/saturation',
      tag,
      summary: 'How many new tags each document brought, in the order in which documents were coded',
      request: { params: params('p'), query: saturationQuery },
      responses: answers(saturationCurve),
    }),
    async (c) => {
      const { withBelow, format, bom, units: _, ...filter } = c.req.valid('query')
      const asked = { filter: filterFrom(filter), withBelow: withBelow === 'true' }
      const curve = await analyseSaturation(db, c.get('member'), asked)
      if (format === 'json') return c.json(curve, 200)
      return sent(
        c,
        saturationFile(c.get('member'), curve, { kind: 'saturation', format, bom: bom === 'true', now: now() }),
      )
    },
  )
}

/** Tags by tags. */
function tagsTogether(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'getCooccurrence',
      method: 'get',
      path: '/api/v1/projects/{p}/analysis/cooccurrence',
      tag,
      summary: 'Which tags stand together in the same words, paragraph or document, and how far',
      request: { params: params('p'), query: cooccurrenceQuery },
      responses: answers(cooccurrenceTable),
    }),
    async (c) => {
      const { within, sameAuthor, withBelow, format, bom, units: _, ...passages } = c.req.valid('query')
      const how = { within, sameAuthor: sameAuthor === 'true' }
      const asked = { filter: filterFrom(passages), withBelow: withBelow === 'true' }
      const table = await analyseCooccurrence(db, c.get('member'), asked, how)
      if (format === 'json') return c.json(table, 200)
      const wanted = { kind: 'cooccurrence', format, bom: bom === 'true', now: now() }
      return sent(c, cooccurrenceFile(c.get('member'), table, wanted))
    },
  )
}

/** What was counted, to be read. */
function passagesBehind(api: Api, { db }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'listCooccurrenceExcerpts',
      method: 'get',
      path: '/api/v1/projects/{p}/analysis/cooccurrence/excerpts',
      tag,
      summary: 'The passages with either of two tags that stand where both are',
      request: { params: params('p'), query: cooccurrenceExcerptQuery },
      responses: { 200: json(page(excerpt)) },
    }),
    async (c) => {
      const { row, column, within, sameAuthor, withBelow, units, limit, cursor, total, ...filter } =
        c.req.valid('query')
      const pair = { row, column, within, sameAuthor: sameAuthor === 'true' }
      const query = { limit, cursor, total }
      const asked = { filter: filterFrom(filter), withBelow: withBelow === 'true' }
      const shown = await excerptsTogether(db, c.get('member'), asked, pair, query)
      return c.json(await inUnits(db, c.get('member'), units, shown), 200)
    },
  )
}

/** Words of the texts. */
function wordsCounted(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'getWords',
      method: 'get',
      path: '/api/v1/projects/{p}/analysis/words',
      tag,
      summary: 'How often each word stands in the texts',
      request: { params: params('p'), query: wordsQuery },
      responses: answers(wordTable),
    }),
    async (c) => {
      const { format, bom, stopWords, limit, units: _, ...filter } = c.req.valid('query')
      const how = { withStopWords: stopWords === 'true', limit }
      const table = await analyseWords(db, c.get('member'), filterFrom(filter), how)
      if (format === 'json') return c.json(table, 200)
      return sent(c, wordFile(c.get('member'), table, { kind: 'words', format, bom: bom === 'true', now: now() }))
    },
  )
}
