import { xmlText } from './xml'

export interface QdaCode {
  /** A UUID, as every id here is one. */
  id: string
  name: string
  /** #rrggbb */
  colour: string
  description: string
  /** Whether passages may be coded with it. */
  isCodable: boolean
  /** 0 at the top; never more than one deeper than the code before. */
  depth: number
}

export interface QdaSet {
  id: string
  name: string
  description: string
  codeIds: string[]
}

export interface QdaCodebook {
  origin: string
  /** In reading order of the tree. A codebook file needs one at least: the schema has no empty one. */
  codes: QdaCode[]
  sets: QdaSet[]
}

/**
 * A codebook as REFI-QDA Codebook Exchange (.qdc), valid to `Codebook.xsd` of 18 March 2019: codes nested as their tree, then sets, of which there must be
 * one where the element stands at all. Texts lose what XML 1.0 cannot hold.
 */
export function* qdc({ origin, codes, sets }: QdaCodebook): Generator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="${xmlText(origin)}">\n<Codes>\n`
  let open = 0
  for (const code of codes) {
    yield `${'</Code>\n'.repeat(open - code.depth)}<Code guid="${code.id}" name="${xmlText(code.name)}" isCodable="${code.isCodable}" color="${code.colour}">${description(code.description)}\n`
    open = code.depth + 1
  }
  yield `${'</Code>\n'.repeat(open)}</Codes>\n`
  if (sets.length > 0) yield `<Sets>\n${sets.map(setXml).join('')}</Sets>\n`
  yield '</CodeBook>\n'
}

function setXml({ id, name, description: about, codeIds }: QdaSet): string {
  return `<Set guid="${id}" name="${xmlText(name)}">${description(about)}${codeIds.map((codeId) => `<MemberCode guid="${codeId}"/>`).join('')}</Set>\n`
}

const description = (text: string): string => (text === '' ? '' : `<Description>${xmlText(text)}</Description>`)
