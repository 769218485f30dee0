import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { listAttributes } from '@/lib/data/documents/attributes'
import type { Database } from '@/lib/data/database/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { Attribute } from '@/lib/schemas/document'
import { isStorable } from '@/lib/domain/storable/storable'
import { prose } from '@/lib/schemas/primitives'
import { createAttribute } from '@/lib/services/documents/attributes'
import type { DocumentDetails } from '@/lib/services/documents/import-document'
import { CommandError } from './command'

export const manifestName = 'manifest.json'

/** So many attributes are made of one import: each is a column of every table of documents. */
const mostMade = 100

const entrySchema = z.looseObject({
  file: z.string(),
  title: prose(500).optional(),
  language: prose(35).optional(),
  attributes: z.record(z.string(), z.unknown()).optional(),
})
/** A list, or an object that has it under `documents`. */
const manifestSchema = z.preprocess(
  (value) => (typeof value === 'object' && value !== null && 'documents' in value ? value.documents : value),
  z.array(entrySchema),
)
type Entry = z.infer<typeof entrySchema>

/** Fields that describe the file and not the text; everything else that is plain is an attribute. */
const notAttributes = new Set(['file', 'title', 'language', 'direction', 'attributes', 'url', 'sha256'])

/** Each path with what the manifest beside it says. Attributes that the manifest has and the project lacks are made: dates where every value is one, text otherwise. */
export async function describedFiles(
  db: Database,
  member: Member,
  paths: string[],
): Promise<{ path: string; details: DocumentDetails }[]> {
  const entries = new Map<string, Map<string, Entry>>()
  for (const folder of new Set(paths.map((path) => dirname(path))))
    entries.set(folder, readManifest(join(folder, manifestName)))
  const described = paths.map((path) => ({ path, entry: entries.get(dirname(path))?.get(basename(path)) }))
  const known = await withMissingAttributes(
    db,
    member,
    described.flatMap(({ entry }) => (entry ? [attributesOf(entry)] : [])),
  )
  return described.map(({ path, entry }) => {
    if (!entry) return { path, details: {} }
    const { title, language } = entry
    return {
      path,
      details: {
        ...(title && { title }),
        ...(language && { language }),
        attributes: fitted(attributesOf(entry), known),
      },
    }
  })
}

function readManifest(path: string): Map<string, Entry> {
  if (!existsSync(path)) return new Map()
  try {
    return new Map(manifestSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).map((entry) => [entry.file, entry]))
  } catch (error) {
    throw new CommandError(`${path} cannot be used: ${reasonOf(error)}`)
  }
}

function reasonOf(error: unknown): string {
  const issue = error instanceof z.ZodError ? error.issues[0] : undefined
  if (issue) return `${issue.path.join('.')}: ${issue.message}`
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
}

type Values = Record<string, string | number | boolean>

function attributesOf(entry: Entry): Values {
  const all = {
    ...Object.fromEntries(Object.entries(entry).filter(([key]) => !notAttributes.has(key))),
    ...entry.attributes,
  }
  const plain = Object.entries(all).filter(
    (pair): pair is [string, string | number | boolean] =>
      ['string', 'number', 'boolean'].includes(typeof pair[1]) && pair[1] !== '' && isStorable(String(pair[1])),
  )
  return Object.fromEntries(plain.map(([key, value]) => [keyFrom(key), value]))
}

/** A key as the project allows one. */
const keyFrom = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 60) || 'attribute'

async function withMissingAttributes(db: Database, member: Member, all: Values[]): Promise<Map<string, Attribute>> {
  const known = new Map((await listAttributes(db, member)).map((attribute) => [attribute.key, attribute]))
  const missing = [...new Set(all.flatMap((values) => Object.keys(values)))].filter((key) => !known.has(key))
  if (missing.length > mostMade)
    throw new CommandError(
      `${manifestName} has ${missing.length} fields that are no attributes of the project yet, and at most ${mostMade} are made at once: ${missing.slice(0, 3).join(', ')} … Leave out what describes no text. Nothing was imported.`,
    )
  for (const key of missing) {
    const { row } = await createAttribute(db, member, {
      key,
      label: key.charAt(0).toUpperCase() + key.slice(1).replace(/[-_]/g, ' '),
      type: typeOf(all.flatMap((values) => values[key] ?? [])),
    })
    known.set(key, row)
  }
  return known
}

function typeOf(values: (string | number | boolean)[]): Attribute['type'] {
  if (values.every((value) => typeof value === 'number')) return 'number'
  if (values.every((value) => typeof value === 'boolean')) return 'boolean'
  return values.every((value) => typeof value === 'string' && /^\d{4}(-\d{2}(-\d{2})?)?$/.test(value)) ? 'date' : 'text'
}

/** A text attribute takes any plain value as text; the other types check theirs and refuse with the reason. */
function fitted(values: Values, known: Map<string, Attribute>): Values {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, known.get(key)?.type === 'text' ? String(value) : value]),
  )
}
