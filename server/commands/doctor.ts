import { checkInstance } from '@/lib/services/backup/check-instance'
import { readArguments } from './arguments'
import { CommandError, type Command } from './command'

/** Prints what was checked and every fault; fails when there is one. */
export const doctor: Command = (args) => {
  const { values } = readArguments(args, { json: { type: 'boolean' } } as const)
  return async ({ db, print }) => {
    const report = await checkInstance(db)
    if (values.json) print(JSON.stringify(report))
    else {
      for (const { kind, document, id } of report.faults)
        print(document === '' ? `${kind}: ${id}` : `${kind}: ${id} in "${document}"`)
      print(`Checked ${report.annotations} annotations on ${report.revisions} texts: ${report.faults.length} faults.`)
    }
    if (report.faults.length > 0)
      throw new CommandError(`${report.faults.length} faults were found. Nothing was changed.`)
  }
}
