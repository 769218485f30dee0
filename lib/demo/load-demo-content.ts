import { readFileSync } from 'node:fs'
import { z } from 'zod'

const text = z.string().min(1)
const colour = z.string().regex(/^#[0-9a-f]{6}$/)

const manifestSchema = z.strictObject({
  project: z.strictObject({ name: text, description: text }),
  attributes: z.array(
    z.strictObject({
      key: text,
      label: text,
      type: z.enum(['text', 'number', 'date', 'boolean', 'choice']),
      choices: z.array(text).optional(),
    }),
  ),
  documents: z.array(
    z.strictObject({
      file: text,
      title: text,
      language: z.enum(['en', 'zh-Hans', 'ar']),
      direction: z.enum(['ltr', 'rtl']),
      attributes: z.record(text, text),
    }),
  ),
})

const tagSchema = z.strictObject({
  key: text,
  name: text,
  /** The key of a tag that stands earlier in the file; absent at the top level. */
  parent: text.optional(),
  colour,
  definition: text,
  useWhen: text,
  avoidWhen: text,
})

const coderSchema = z.strictObject({
  key: text,
  name: text,
  email: z.string().endsWith('@example.org'),
  role: z.enum(['lead', 'coder', 'reviewer']),
})

const themeSchema = z.strictObject({
  name: text,
  definition: text,
  colour,
  tags: z.array(text).min(1),
  narrative: text,
})

const annotationSchema = z.strictObject({
  coder: text,
  document: text,
  quote: text,
  /** Which occurrence of the quote in the whole document is meant, counted from 1. */
  occurrence: z.int().min(1).default(1),
  tags: z.array(text).min(1),
  note: text.optional(),
  visibility: z.enum(['shared', 'private']),
  /** Days after the project began. */
  day: z.int().min(0).max(40),
  starred: z.literal(true).optional(),
})

const round = {
  name: text,
  instructions: text,
  documents: z.array(text).min(1),
  /** Who has coded in it, by key. */
  coders: z.array(text).min(1),
}

const roundsSchema = z.strictObject({
  /** Coded blind, handed in, and partly reviewed. */
  finished: z.strictObject({
    ...round,
    reviewer: text,
    verdicts: z.array(
      z.strictObject({
        document: text,
        /** Stands in the stretch that is decided about. */
        quote: text,
        accept: z.array(text).min(1),
        reason: text,
      }),
    ),
  }),
  /** For whoever joins. */
  waiting: z.strictObject(round),
})

export type DemoRound = z.infer<typeof roundsSchema>['waiting']
export type DemoAnnotation = z.infer<typeof annotationSchema>

/**
 * Reads the demo project's content, with each document's body under its file name.
 *
 * @param folder the folder that holds `manifest.json`, as a URL that ends in a slash
 * @throws ZodError where a file has another shape; the file system's error where one is missing
 */
export function loadDemoContent(folder: URL) {
  const read = (path: string): string => readFileSync(new URL(path, folder), 'utf8')
  const parse = <T>(schema: z.ZodType<T>, path: string): T => schema.parse(JSON.parse(read(path)))
  const manifest = parse(manifestSchema, 'manifest.json')
  return {
    manifest,
    codebook: parse(z.array(tagSchema), 'codebook.json'),
    coders: parse(z.array(coderSchema), 'coders.json'),
    themes: parse(z.array(themeSchema), 'themes.json'),
    rounds: parse(roundsSchema, 'rounds.json'),
    annotations: parse(z.array(annotationSchema), 'annotations.json'),
    bodies: new Map(manifest.documents.map(({ file }) => [file, read(`documents/${file}`)])),
  }
}
