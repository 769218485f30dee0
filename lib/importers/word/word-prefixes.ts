import type { Prefixes } from '../archive/xml-tree'

const transitional = 'http://schemas.openxmlformats.org'
const strict = 'http://purl.oclc.org/ooxml'
const both = (name: string, year = '2006') =>
  [`${transitional}/${name.replace('{year}', year)}`, `${strict}/${name.replace('/{year}', '')}`] as const

/** The namespaces of WordprocessingML and what it embeds, in their first (transitional) and strict form; the elements are the same. */
export const wordPrefixes: Prefixes = [
  ['w', ...both('wordprocessingml/{year}/main')],
  ['r', ...both('officeDocument/{year}/relationships')],
  ['m', ...both('officeDocument/{year}/math')],
  ['wp', ...both('drawingml/{year}/wordprocessingDrawing')],
  ['a', ...both('drawingml/{year}/main')],
  ['pic', ...both('drawingml/{year}/picture')],
  ['c', ...both('drawingml/{year}/chart')],
  ['c15', 'http://schemas.microsoft.com/office/drawing/2012/chart'],
  ['cx', 'http://schemas.microsoft.com/office/drawing/2014/chartex'],
  ['dgm', ...both('drawingml/{year}/diagram')],
  ['mc', `${transitional}/markup-compatibility/2006`],
  ['v', 'urn:schemas-microsoft-com:vml'],
  ['o', 'urn:schemas-microsoft-com:office:office'],
  ['wps', 'http://schemas.microsoft.com/office/word/2010/wordprocessingShape'],
  ['w14', 'http://schemas.microsoft.com/office/word/2010/wordml'],
]

/** Of the parts that hold the package together. They are written without a prefix. */
export const packagePrefixes: readonly Prefixes[] = [
  [['', `${transitional}/package/2006/relationships`]],
  [['', `${transitional}/package/2006/content-types`]],
]
