import type { Context } from 'hono'
import { z } from 'zod'
import { documentAnnotations } from '@/lib/data/annotations/list'
import { documentContent, documentText, getDocument, listDocuments, originalFile } from '@/lib/data/documents/documents'
import type { Member } from '@/lib/domain/access/viewer'
import { textEncodings, type TextEncoding } from '@/lib/domain/documents/text-encodings'
import { fileName } from '@/lib/domain/storable/file-name'
import { AppError, fault } from '@/lib/errors'
import { layer } from '@/lib/schemas/annotation'
import {
  document,
  documentChange,
  documentContent as contentSchema,
  documentCreate,
  documentCreated,
  documentPreview,
} from '@/lib/schemas/document'
import { page, pageQuery } from '@/lib/schemas/primitives'
import { changeDocument, deleteDocument } from '@/lib/services/documents/documents'
import {
  demandRoom,
  importBody,
  importFile,
  previewFile,
  type SourceFile,
} from '@/lib/services/documents/import-document'
import { attributeRoutes } from './attributes'
import type { Api, ApiParts } from './http/context'
import { withEvent, body, deletion, ifMatch, json, nothing, operation, problemResponse, told } from './http/operation'
import { parseJson } from './http/parse-json'
import { readForm, type SentForm } from './http/read-form'
import { deletedVersion, params, parsed, pathId, required, withVersion } from './http/request'
import { inUnits, unitsQuery } from './http/units'
import { say } from '@/lib/i18n/say'

const tag = 'Documents'
const one = '/api/v1/projects/{p}/documents/{d}' as const
/** An empty field says nothing, as in every form. */
const textEncoding = z
  .string()
  .toLowerCase()
  .pipe(z.union([z.enum(textEncodings), z.literal('')]))
  .meta({
    description: 'How the letters of a text, Markdown or HTML file are encoded, believed over whatever it says itself',
  })
const upload = z.strictObject({
  file: z.unknown().meta({ type: 'string', format: 'binary' }),
  title: z.string().optional(),
  language: z.string().optional(),
  attributes: z.string().optional().meta({ description: 'JSON' }),
  id: z.string().optional(),
  encoding: textEncoding.optional(),
})
const previewUpload = upload.pick({ file: true, encoding: true })
const unreadable = problemResponse('A kind of file that is not imported; the detail says which are')

export function documentRoutes(api: Api, parts: ApiParts): void {
  addingDocuments(api, parts)
  previewing(api, parts)
  oneDocument(api, parts)
  readingText(api, parts)
  withDocument(api, parts)
  attributeRoutes(api, parts)
}

/** Documents listed and added. */
function addingDocuments(api: Api, parts: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'listDocuments',
      method: 'get',
      path: '/api/v1/projects/{p}/documents',
      tag,
      summary: 'List the documents',
      request: { params: params('p'), query: pageQuery },
      responses: { 200: json(page(document)) },
    }),
    async (c) => c.json(await listDocuments(parts.db, c.get('member'), c.req.valid('query')), 200),
  )
  // The body is read here and not by the router, because it may be a file or JSON; both are described.
  const create = operation({
    operationId: 'createDocument',
    method: 'post',
    path: '/api/v1/projects/{p}/documents',
    tag,
    summary: 'Add a document: a file, or text, markdown or html',
    request: { params: params('p') },
    responses: { 200: json(documentCreated, 'It was there already'), 201: json(documentCreated), 415: unreadable },
  })
  api.openAPIRegistry.registerPath({
    ...create,
    request: {
      ...create.request,
      body: {
        required: true,
        content: { 'application/json': { schema: documentCreate }, 'multipart/form-data': { schema: upload } },
      },
    },
  })
  api.post('/api/v1/projects/:p/documents', async (c) => {
    demandRoom(c.get('member'))
    const made = (c.req.header('content-type') ?? '').startsWith('multipart/form-data')
      ? await fromFile(parts, c.get('member'), await readForm(c), c.req.raw.signal)
      : await importBody(parts.db, c.get('member'), parsed(documentCreate, await readJson(c)), c.req.raw.signal)
    return c.json(made.row, made.created ? 201 : 200)
  })
}

/** What a file would become. */
function previewing(api: Api, { db, maxUploadMb }: ApiParts): void {
  const preview = operation({
    operationId: 'previewDocument',
    method: 'post',
    path: '/api/v1/projects/{p}/documents/preview',
    tag,
    summary: 'Convert a file without storing it, to see what it would become',
    request: { params: params('p') },
    responses: { 200: json(documentPreview), 415: unreadable },
  })
  api.openAPIRegistry.registerPath({
    ...preview,
    request: {
      ...preview.request,
      body: { required: true, content: { 'multipart/form-data': { schema: previewUpload } } },
    },
  })
  api.post('/api/v1/projects/:p/documents/preview', async (c) => {
    demandRoom(c.get('member'))
    const file = sourceFile(await readForm(c), previewUpload)
    return c.json(await previewFile(db, c.get('member'), file, maxUploadMb, c.req.raw.signal), 200)
  })
}

/** One document read, changed or put away. */
function oneDocument(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'getDocument',
      method: 'get',
      path: one,
      tag,
      summary: 'Read a document',
      request: { params: params('p', 'd') },
      responses: { 200: json(document) },
    }),
    async (c) =>
      c.json(
        required(await getDocument(db, c.get('member'), pathId(c.req.valid('param').d, 'document')), 'document'),
        200,
      ),
  )
  api.openapi(
    operation({
      operationId: 'updateDocument',
      method: 'patch',
      path: one,
      tag,
      summary: 'Correct title, language or attributes',
      request: { params: params('p', 'd'), headers: ifMatch, body: body(documentChange) },
      responses: { 200: withEvent(json(document)) },
    }),
    async (c) =>
      c.json(
        told(
          c,
          await changeDocument(
            db,
            c.get('member'),
            pathId(c.req.valid('param').d, 'document'),
            withVersion(c.req.valid('json'), c.req.header('if-match')),
            now(),
          ),
        ),
        200,
      ),
  )
  api.openapi(
    operation({
      operationId: 'deleteDocument',
      method: 'delete',
      path: one,
      tag,
      summary: 'Move a document to the bin',
      request: { params: params('p', 'd'), ...deletion },
      responses: { 204: withEvent(nothing) },
    }),
    async (c) => {
      told(
        c,
        await deleteDocument(
          db,
          c.get('member'),
          pathId(c.req.valid('param').d, 'document'),
          await deletedVersion(c),
          now(),
        ),
      )
      return c.body(null, 204)
    },
  )
}

/** The words of a document. */
function readingText(api: Api, { db }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'getText',
      method: 'get',
      path: `${one}/text`,
      tag,
      summary: 'The canonical text',
      request: { params: params('p', 'd') },
      responses: {
        200: {
          description: 'The text; its SHA-256 in X-Text-SHA256',
          content: { 'text/plain': { schema: z.string() } },
        },
      },
    }),
    async (c) => {
      const { text, sha256 } = required(
        await documentText(db, c.get('member'), pathId(c.req.valid('param').d, 'document')),
        'document',
      )
      return c.text(text, 200, { 'x-text-sha256': sha256, ...revalidated(sha256) })
    },
  )
  api.openapi(
    operation({
      operationId: 'getContent',
      method: 'get',
      path: `${one}/content`,
      tag,
      summary: 'The content as ProseMirror JSON',
      request: { params: params('p', 'd') },
      responses: { 200: json(contentSchema) },
    }),
    async (c) => {
      const { revisionId, content } = required(
        await documentContent(db, c.get('member'), pathId(c.req.valid('param').d, 'document')),
        'document',
      )
      const etag = `"${revisionId}"`
      if (c.req.header('if-none-match') === etag) return c.body(null, 304, { etag }) as never
      return c.body(`{"revisionId":"${revisionId}","content":${content}}`, 200, {
        'content-type': 'application/json',
        ...revalidated(revisionId),
      }) as never
    },
  )
}

/** What is on a document, and the file it was made from. */
function withDocument(api: Api, { db }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'listDocumentAnnotations',
      method: 'get',
      path: `${one}/annotations`,
      tag,
      summary: 'Everything to be painted on the document, whole',
      request: { params: params('p', 'd'), query: unitsQuery },
      responses: { 200: json(layer) },
    }),
    async (c) => {
      const whole = required(
        await documentAnnotations(db, c.get('member'), pathId(c.req.valid('param').d, 'document')),
        'document',
      )
      const { units } = c.req.valid('query')
      // As the database wrote it, unless offsets change: parsing it would cost more than reading it.
      const shown =
        units === 'utf16' ? whole : JSON.stringify(await inUnits(db, c.get('member'), units, JSON.parse(whole)))
      return c.body(shown, 200, { 'content-type': 'application/json' }) as never
    },
  )
  api.openapi(
    operation({
      operationId: 'getOriginal',
      method: 'get',
      path: `${one}/original`,
      tag,
      summary: 'The uploaded file',
      request: { params: params('p', 'd') },
      responses: {
        200: {
          description: 'The file, as an attachment',
          content: { 'application/octet-stream': { schema: z.string().meta({ format: 'binary' }) } },
        },
      },
    }),
    async (c) => {
      const file = required(
        await originalFile(db, c.get('member'), pathId(c.req.valid('param').d, 'document')),
        'document',
      )
      // Never as its own type: an uploaded page must not run on our origin.
      const headers = {
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.filename)}`,
        'x-content-type-options': 'nosniff',
      }
      return c.body(new Uint8Array(file.bytes), 200, headers)
    },
  )
}

async function fromFile({ db, maxUploadMb }: ApiParts, member: Member, form: SentForm, signal: AbortSignal) {
  const file = sourceFile(form, upload)
  const text = (name: string) => {
    const value = form[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const details = parsed(
    documentChange.pick({ title: true, language: true, attributes: true }).extend({ id: z.uuid().optional() }),
    {
      id: text('id'),
      title: text('title'),
      language: text('language'),
      attributes: parseJson(text('attributes') ?? '{}'),
    },
  )
  return importFile(db, member, file, details, maxUploadMb, signal)
}

const revalidated = (tag: string) => ({ etag: `"${tag}"`, 'cache-control': 'private, no-cache' })

/** The file of a form that has no other fields than those described. */
function sourceFile(form: SentForm, fields: z.ZodObject): SourceFile {
  const { file } = form
  if (typeof file !== 'object')
    throw new AppError('invalid', say('refusals.http.noFile'), { errors: [fault('file', say('faults.chooseFile'))] })
  const { encoding } = parsed(fields, form) as { encoding?: TextEncoding | '' }
  return {
    filename: fileName(file.name),
    mediaType: file.type,
    bytes: file.bytes,
    ...(encoding && { encoding }),
  }
}

async function readJson(c: Context): Promise<unknown> {
  // What a form of another site can send is no JSON, whatever is in it.
  if (!/^application\/([\w.-]+\+)?json\b/i.test(c.req.header('content-type') ?? ''))
    throw new AppError('malformed', say('refusals.http.sendDocument'))
  return parseJson(await c.req.text())
}
