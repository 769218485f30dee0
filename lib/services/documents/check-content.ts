import { isStorableTree } from '@/lib/domain/storable/storable'
import { documentSchema } from '@/lib/editor/schema'
import { unsafeAddress } from '@/lib/domain/documents/link-address'
import type { NodeJson } from '@/lib/editor/document-json'
import { AppError } from '@/lib/errors'

/** Deeper than any text is: what is nested further is meant to exhaust whoever walks it. */
const deepest = 60
let schema: ReturnType<typeof documentSchema> | undefined

const refuse = (message: string) =>
  new AppError('invalid', `The content is not a document: ${message}. Nothing was changed.`, {
    errors: [{ path: 'content', message }],
  })

/**
 * A document's tree that came in a request, as the schema has it: what the schema does not know is refused with 422, and so is a letter that cannot be stored,
 * or an address that importers would drop.
 */
export function checkContent(given: unknown): NodeJson {
  const content = asContent(given)
  const address = unsafeAddress(content)
  if (address !== null) throw refuse(`it leads to “${address}”, and links lead to http, https or mailto alone`)
  return content
}

/** The same of what is stored already, which may be older than the rule about addresses. */
export function asContent(given: unknown): NodeJson {
  if (!isStorableTree(given, deepest)) throw refuse('it is nested too deeply, or has characters that no text can hold')
  try {
    schema ??= documentSchema()
    const node = schema.nodeFromJSON(given)
    node.check()
    if (node.type.name === 'doc') return withoutNulls(node.toJSON() as NodeJson)
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) throw refuse(error.message)
    throw error
  }
  throw refuse('its root must be a doc')
}

/** Without attributes that say nothing, as imports write it: every block has five, and most say nothing. */
function withoutNulls({ attrs, content, ...node }: NodeJson): NodeJson {
  const said = Object.entries(attrs ?? {}).filter(([, value]) => value !== null)
  return {
    ...node,
    ...(said.length > 0 && { attrs: Object.fromEntries(said) }),
    ...(content && { content: content.map(withoutNulls) }),
  }
}
