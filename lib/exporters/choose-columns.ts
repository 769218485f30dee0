import { AppError, fault } from '@/lib/errors'
import type { Table } from './table'
import { say } from '@/lib/i18n/say'

/** The table with the columns of these names alone, in that order; whole where `names` is left out. Throws AppError invalid for a name that it has not. */
export function chooseColumns(table: Table, names: readonly string[] | undefined): Table {
  if (names === undefined) return table
  const places = [...new Set(names)].map((name) => {
    const at = table.columns.findIndex(({ header }) => header === name)
    if (at >= 0) return at
    const names = table.columns.map(({ header }) => header)
    const said = say('refusals.export.noSuchColumn', { name: name.slice(0, 100), names })
    throw new AppError('invalid', said, { errors: [fault('columns', said)] })
  })
  return { ...table, columns: places.flatMap((at) => table.columns[at] ?? []), batches: chosen(table.batches, places) }
}

async function* chosen(
  batches: Table['batches'],
  places: readonly number[],
): AsyncGenerator<Table['batches'] extends AsyncIterable<infer Batch> ? Batch : never> {
  for await (const batch of batches) yield batch.map((cells) => places.map((at) => cells[at] ?? null))
}
