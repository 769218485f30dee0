/** The part of a JSON schema that a body is made from. */
export interface Schema {
  $ref?: string
  type?: string | string[]
  format?: string
  pattern?: string
  enum?: unknown[]
  const?: unknown
  minimum?: number
  minLength?: number
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
}

/**
 * A body that the schema describes, every optional part of it filled, with `ids` one after the other wherever an id belongs; `choice` says which of several
 * shapes is taken.
 */
export function sampleBody(
  schema: Schema,
  components: Record<string, Schema>,
  ids: () => string,
  choice: number,
  depth = 0,
): unknown {
  if (schema.$ref !== undefined)
    return sampleBody(components[schema.$ref.split('/').at(-1) ?? ''] ?? {}, components, ids, choice, depth)
  const shapes = schema.anyOf ?? schema.oneOf ?? schema.allOf
  if (shapes) return sampleBody(shapes[choice % shapes.length] ?? {}, components, ids, choice, depth)
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[choice % schema.enum.length]
  if (schema.properties && depth < 8)
    return Object.fromEntries(
      Object.entries(schema.properties).map(([name, part]) => [
        name,
        sampleBody(part, components, ids, choice, depth + 1),
      ]),
    )
  const type = [schema.type].flat().find((one) => one !== 'null')
  if (type === 'array') return [sampleBody(schema.items ?? {}, components, ids, choice, depth + 1)]
  if (type === 'integer' || type === 'number') return Math.max(schema.minimum ?? 0, 1)
  if (type === 'boolean') return choice % 2 === 0
  if (type === 'object') return {}
  return sampleText(schema, ids)
}

function sampleText({ format, pattern, minLength }: Schema, ids: () => string): string {
  if (format === 'uuid' || pattern?.includes('[0-9a-fA-F]{8}')) return ids()
  if (format === 'email') return 'planted@example.org'
  if (format?.startsWith('date')) return '2027-01-01T00:00:00Z'
  return 'planted '
    .repeat(Math.ceil((minLength ?? 1) / 8))
    .trim()
    .padEnd(minLength ?? 1, 'x')
}
