import { describe, expect, it } from 'vitest'
import { boundedXml, refuseDeepXml } from './bounded-xml'

const deep = (xml: string) => refuseDeepXml(Buffer.from(xml))
const refused = expect.objectContaining({ code: 'corrupt-file' })

describe('refuseDeepXml', () => {
  it.each([
    ['elements beside one another', '<a>x</a>'.repeat(1000)],
    ['elements that close themselves', '<a/><b x="1"/>'.repeat(1000)],
    ['a value that looks like the end of a tag', '<a x=">" y=\'/>\'/>'.repeat(1000)],
    [
      'comments, sections and instructions',
      `<?xml version="1.0"?>${'<!-- <a> --><![CDATA[<a>]]><?a <a>?>'.repeat(1000)}`,
    ],
    ['three hundred in one another', `${'<a>'.repeat(300)}${'</a>'.repeat(300)}`],
    ['another encoding', Buffer.from('<a>'.repeat(1000), 'utf16le').toString('latin1')],
  ])('lets pass %s', (_, xml) => expect(() => deep(xml)).not.toThrow())
  it.each([
    ['in one another', '<a>'.repeat(401)],
    ['with attributes', '<a b="c/">'.repeat(401)],
    ['after comments that do not end the way they should', `<!-- > --${'->'}${'<a>'.repeat(401)}`],
  ])('refuses four hundred %s', (_, xml) => expect(() => deep(xml)).toThrow(refused))
})

describe('boundedXml', () => {
  it.each([
    ['<w:gridSpan w:val="99999999"/>', '<w:gridSpan w:val="1000"/>'],
    ["<x:gridBefore a='b' x:val='1001'/>", "<x:gridBefore a='b' x:val='1000'/>"],
    [
      '<table:table-column table:number-columns-repeated="99999999"/>',
      '<table:table-column table:number-columns-repeated="1000"/>',
    ],
    [
      '<a table:number-rows-spanned="5000" table:number-columns-spanned="3"/>',
      '<a table:number-rows-spanned="1000" table:number-columns-spanned="3"/>',
    ],
    ['<text:s text:c="99999999"/>', '<text:s text:c="1000"/>'],
    [
      '<w:gridSpan w:val="12"/><text:s text:c="7"/><w:t>gridSpan val="99999"</w:t>',
      '<w:gridSpan w:val="12"/><text:s text:c="7"/><w:t>gridSpan val="99999"</w:t>',
    ],
  ])('%s', (xml, bounded) => expect(boundedXml(xml)).toBe(bounded))
})

it('both take time that grows with the part', () => {
  for (const part of [
    '<',
    '<a ',
    '<a b="',
    '<!--',
    '<![CDATA[',
    '<?',
    '<w:gridSpan ',
    '<w:gridSpan w:val=',
    '<gridSpan gridSpan ',
    ' number-columns-repeated="',
    '<text:s text:c=" ',
    '<aaaa',
    '</a>',
  ]) {
    const time = (count: number) => {
      const xml = part.repeat(count)
      const began = process.cpuUsage()
      boundedXml(xml)
      try {
        deep(xml)
      } catch {
        // Refused at the four hundredth: what it took until there counts.
      }
      return process.cpuUsage(began).user + 5000
    }
    time(1000)
    expect(time(160_000), part).toBeLessThan(time(20_000) * 8 * 4)
  }
})
