/**
 * A key for a new attribute from its name: Latin letters, digits and `_`, beginning with a letter, at most 60, and none of `taken`. A name in another
 * script gets a numbered key; people never see keys but in exports and the API.
 */
export function attributeKey(label: string, taken: readonly string[]): string {
  const plain = label
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[_0-9]+|_+$/g, '')
  const stem = plain.slice(0, 56) || 'attribute'
  for (let n = plain === '' ? 1 : 0; ; n += 1) {
    const key = n === 0 ? stem : `${stem}_${n}`
    if (!taken.includes(key)) return key
  }
}
