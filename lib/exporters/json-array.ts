/** Values as one JSON array, a chunk per batch. */
export async function* jsonArray(batches: AsyncIterable<object[]>): AsyncGenerator<string> {
  yield '['
  let first = true
  for await (const batch of batches) {
    if (batch.length === 0) continue
    yield `${first ? '\n' : ',\n'}${batch.map((value) => JSON.stringify(value)).join(',\n')}`
    first = false
  }
  yield '\n]\n'
}
