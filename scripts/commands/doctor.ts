import { checkAnchors } from '@/lib/services/check-anchors'
import { readArguments } from './arguments'
import { CommandError, type Command } from './command'

/** Prints what was checked and every fault; fails when there is one. */
export const doctor: Command = (args) => {
  const { values } = readArguments(args, { json: { type: 'boolean' } } as const)
  return async ({ db, print }) => {
    const report = await checkAnchors(db)
    if (values.json) print(JSON.stringify(report))
    else {
      for (const { kind, document, id } of report.faults) print(`${kind}: ${id} in "${document}"`)
      print(`Checked ${report.annotations} annotations on ${report.revisions} texts: ${report.faults.length} faults.`)
    }
    if (report.faults.length > 0) throw new CommandError(`${report.faults.length} faults were found. Nothing was changed.`)
  }
}
