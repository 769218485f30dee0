import { say } from '@/lib/i18n/say'
import type { Said, SayKey } from '@/lib/i18n/said'

/** What of something can be as before again, by the name it has where it is stored. */
export type FieldName = SayKey extends infer Key ? (Key extends `effects.fields.${infer Name}` ? Name : never) : never

/** The names of fields as people read them, for a sentence that lists them. */
export const fieldNames = (fields: readonly FieldName[]): Said[] =>
  fields.map((field) => say(`effects.fields.${field}`))
