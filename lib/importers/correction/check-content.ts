import { isStorableTree } from '@/lib/domain/storable/storable'
import { documentSchema } from '@/lib/editor/schema'
import { unsafeAddress } from '@/lib/domain/documents/link-address'
import { hasMoreNodes, mostNodes } from '@/lib/editor/count-nodes'
import type { NodeJson } from '@/lib/editor/document-json'
import { inEnglish, say } from '@/lib/i18n/say'
import type { Said } from '@/lib/i18n/said'

/** Deeper than any text is: what is nested further is meant to exhaust whoever walks it. */
const deepest = 60
let schema: ReturnType<typeof documentSchema> | undefined

/** A tree that is no document of the editor's schema, with the reason. */
export class NoDocument extends Error {
  constructor(readonly said: Said) {
    super(inEnglish(said))
  }
}

const refuse = (why: Said) => new NoDocument(why)

/**
 * A document's tree that came in a request, as the schema has it: what the schema does not know throws NoDocument, and so does a letter that cannot be stored,
 * or an address that importers would drop.
 */
export function checkContent(given: unknown): NodeJson {
  const content = asContent(given)
  const address = unsafeAddress(content)
  if (address !== null) throw refuse(say('faults.leadsElsewhere', { address }))
  return content
}

/** The same of what is stored already, which may be older than the rule about addresses. */
export function asContent(given: unknown): NodeJson {
  if (hasMoreNodes(given as NodeJson)) throw refuse(say('faults.tooManyNodes', { limit: mostNodes }))
  if (!isStorableTree(given, deepest)) throw refuse(say('faults.nestedOrUnstorable'))
  try {
    schema ??= documentSchema()
    const node = schema.nodeFromJSON(given)
    node.check()
    if (node.type.name === 'doc') return withoutNulls(node.toJSON() as NodeJson)
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError)
      throw refuse(say('faults.schema', { reason: error.message }))
    throw error
  }
  throw refuse(say('faults.rootDoc'))
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
