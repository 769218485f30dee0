import { writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { generateScale, type ScaleProject } from '@/seed/scale/generate-scale'
import { benchAgreement } from './agreement-request'
import { benchBackup } from './backup'
import { benchCounts } from './counts'
import { benchCreate } from './create-annotations'
import { benchDifferences } from './differences'
import { benchCodebook } from './codebook'
import { benchExports } from './exports'
import { figureTable, reached, type Figure } from './figure'
import { benchImport } from './import'
import { benchQueries } from './queries'
import { benchReader } from './read-in-chromium'
import { benchContent, benchThemes } from './read-pages'
import { benchRevert } from './revert'
import { benchSearch, madeReady } from './search'
import { benchLive } from './live'
import { startBenchServer, type BenchServer } from './bench-server'

const parts: Record<string, (server: BenchServer, large: () => Promise<ScaleProject>) => Promise<Figure[]>> = {
  // First, because a backup is of all that the instance holds by then.
  backup: benchBackup,
  create: benchCreate,
  content: benchContent,
  reader: benchReader,
  themes: async (server, large) => benchThemes(server, await large()),
  counts: async (server, large) => benchCounts(server, await large()),
  search: async (server, large) => benchSearch(server, await large()),
  queries: async (server, large) => benchQueries(server, await large()),
  exports: async (server, large) => benchExports(server, await large()),
  import: benchImport,
  revert: benchRevert,
  codebook: benchCodebook,
  differences: benchDifferences,
  live: benchLive,
  agreement: benchAgreement,
}

const restMilliseconds = 5000

/** Runs the benchmark on a server of its own and prints what was measured; answers 1 where a target was missed. */
export async function runBench(args: string[]): Promise<0 | 1 | 2> {
  const { values } = parseArgs({
    args,
    options: { json: { type: 'string' }, only: { type: 'string', multiple: true } },
  })
  const unknown = values.only?.find((name) => !(name in parts))
  if (unknown !== undefined) {
    console.error(`There is no part "${unknown}". There are: ${Object.keys(parts).join(', ')}.`)
    return 2
  }
  const server = await startBenchServer()
  try {
    // What it holds when nobody does anything, and not what it happens to hold while it gets ready.
    await wait(restMilliseconds)
    const figures: Figure[] = [
      {
        name: 'server memory at rest',
        value: server.memory(),
        unit: 'MB',
        beside: `${restMilliseconds / 1000} s after it was ready`,
      },
    ]
    let large: Promise<ScaleProject> | undefined
    let failed = false
    for (const [name, part] of Object.entries(parts)) {
      if (values.only && !values.only.includes(name)) continue
      console.error(`Measuring: ${name}`)
      try {
        figures.push(
          ...(await part(
            server,
            () =>
              (large ??= madeReady(
                server,
                generateScale(server.db, {
                  documents: 100,
                  annotations: 50_000,
                  coders: 10,
                  size: 30_000,
                  now: new Date(),
                  name: 'Large',
                }),
              )),
          )),
        )
      } catch (error) {
        // What the other parts measured is worth its minutes.
        console.error(`${name} could not be measured:`, error)
        failed = true
      }
    }
    figures.push({ name: 'server memory after the run', value: server.memory(), unit: 'MB' })
    report(figures, values.json)
    if (failed) console.error('Not everything could be measured: see above.')
    return figures.every(reached) && !failed ? 0 : 1
  } finally {
    await server.stop()
  }
}

function report(figures: Figure[], file: string | undefined): void {
  const machine = {
    cpus: cpus().length,
    model: cpus()[0]?.model,
    memoryMb: Math.round(totalmem() / 1024 ** 2),
    node: process.version,
  }
  console.log(figureTable(figures))
  const missed = figures.filter((figure) => !reached(figure)).length
  console.log(
    `\n${machine.cpus} × ${machine.model}, Node ${machine.node}. ${missed === 0 ? 'Every target is reached.' : `${missed} targets are missed (!).`}`,
  )
  if (file !== undefined)
    writeFileSync(
      file,
      `${JSON.stringify({ measuredAt: new Date().toISOString(), machine, figures: figures.map((figure) => ({ ...figure, reached: reached(figure) })) }, null, 2)}\n`,
    )
}
