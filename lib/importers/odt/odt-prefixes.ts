import type { Prefixes } from '../archive/xml-tree'

const oasis = (name: string) => `urn:oasis:names:tc:opendocument:xmlns:${name}:1.0`
const compatible = (name: string) => `urn:oasis:names:tc:opendocument:xmlns:${name}-compatible:1.0`
/** What OpenOffice 1 called the same. */
const early = (name: string) => `http://openoffice.org/2000/${name}`

/** The namespaces of OpenDocument. */
export const odtPrefixes: Prefixes = [
  ['office', oasis('office'), early('office')],
  ['text', oasis('text'), early('text')],
  ['table', oasis('table'), early('table')],
  ['draw', oasis('drawing'), early('drawing')],
  ['style', oasis('style'), early('style')],
  ['form', oasis('form'), early('form')],
  ['number', oasis('datastyle'), early('datastyle')],
  ['meta', oasis('meta'), early('meta')],
  ['chart', oasis('chart'), early('chart')],
  ['dr3d', oasis('dr3d'), early('dr3d')],
  ['script', oasis('script'), early('script')],
  ['presentation', oasis('presentation')],
  ['fo', compatible('xsl-fo'), 'http://www.w3.org/1999/XSL/Format'],
  ['svg', compatible('svg'), 'http://www.w3.org/2000/svg'],
  ['xlink', 'http://www.w3.org/1999/xlink'],
  ['dc', 'http://purl.org/dc/elements/1.1/'],
  ['math', 'http://www.w3.org/1998/Math/MathML'],
]
