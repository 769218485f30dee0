import { expect, test } from 'vitest'
import { emailAddress } from './email-address'

test.each([
  [' Lena@Example.ORG ', 'lena@example.org'],
  ['lena@example.org', 'lena@example.org'],
  ['Lena@example.org.', 'lena@example.org.'],
  ['\u212Aai@example.org', '\u212Aai@example.org'], // the Kelvin sign
  ['l\u0435na@example.org', 'l\u0435na@example.org'], // a Cyrillic e
  ['LENA@EXAMPLE.ORG\u0130', 'lena@example.org\u0130'], // a capital i with its dot
  ['\uFF4Cena@example.org', '\uFF4Cena@example.org'], // a wide l
])('%j is kept as %j', (written, kept) => expect(emailAddress(written)).toBe(kept))
