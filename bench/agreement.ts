import { assessStudy } from '@/lib/domain/agreement/study/assess-study'
import { assessValues } from '@/lib/domain/agreement/study/assess-values'
import { confusionTable } from '@/lib/domain/agreement/study/confusion-table'
import type { Measurement } from '@/lib/domain/agreement/units/measurement'
import { tabulate } from '@/lib/domain/agreement/units/tabulate'
import { agreementSize, agreementStudy } from './agreement-study'
import { figureTable, type Figure } from './figure'

// 5 coders x 100 tags x 50 documents x 100,000 annotations of one tag: all measures per tag and pooled. Target: 3 s and 300 MB.
// A program of its own, because its peak of memory is a figure: esbuild bench/agreement.ts --bundle --platform=node --format=esm | node --input-type=module

/** Milliseconds by the clock, beside those of the processor: on a busy machine the former say little. */
function startClock(): () => { value: number; beside: string } {
  const began = performance.now()
  const { user, system } = process.cpuUsage()
  return () => {
    const used = process.cpuUsage({ user, system })
    return {
      value: performance.now() - began,
      beside: `${Math.round((used.user + used.system) / 1000)} ms of processor`,
    }
  }
}

function measured(): Figure[] {
  const figures: Figure[] = []
  const timed = <Value>(name: string, run: () => Value): Value => {
    const stop = startClock()
    const value = run()
    figures.push({ name: `agreement: ${name}`, unit: 'ms', ...stop() })
    return value
  }
  const memory = (name: string, target?: Figure['target']): void => {
    figures.push({
      name: `agreement: peak memory ${name}`,
      value: process.resourceUsage().maxRSS / 1024,
      unit: 'MB',
      target,
    })
  }
  const made = agreementStudy()
  memory('with nothing but the study')
  const byCharacter: Measurement = { unit: { kind: 'character' }, touching: 'separate', overlappingTags: 'combined' }
  const stop = startClock()
  const tabulation = timed('tabulate by characters', () => tabulate(made, byCharacter))
  timed('all measures per tag, per document and pooled', () => assessStudy(tabulation))
  timed('(k)u-alpha of every value', () => assessValues(tabulation))
  timed('confusion table, all pairs', () => confusionTable(tabulation))
  figures.push({ name: 'agreement: these together', unit: 'ms', target: { most: 3000 }, ...stop() })
  memory('until here', { most: 300 })
  const sentences = new Map(
    made.documents.map(({ id }) => [
      id,
      Array.from({ length: agreementSize.length / 100 }, (_, index) => ({ start: index * 100, end: index * 100 + 99 })),
    ]),
  )
  timed('tabulate by sentences and all measures', () =>
    assessStudy(tabulate(made, { ...byCharacter, unit: { kind: 'sentence', ranges: sentences } })),
  )
  timed('all measures again, with intervals of 1,000 replicates', () =>
    assessStudy(tabulation, { replicates: 1000, seed: 1, level: 0.95 }),
  )
  memory('at the end')
  return figures
}

// Whoever forks it gets the figures; else they are printed.
const figures = measured()
if (process.send) process.send(figures)
else console.log(figureTable(figures))
