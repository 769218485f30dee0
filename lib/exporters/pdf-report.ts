import type { Block, Report } from './report'

/** A report that was read to its end, on its way to be set as a PDF. */
export interface WholeReport extends Omit<Report, 'blocks'> {
  blocks: Block[]
}

/** Letters, and what each block and each line costs of the typesetter beside its letters: together about fifteen hundred pages. */
const most = 10_000_000
const perBlock = 300
const perLine = 100

/** Reads a report to its end. Throws what `tooLarge` makes as soon as it is more than a PDF is made of. */
export async function pdfReport(report: Report, tooLarge: () => Error): Promise<WholeReport> {
  const blocks: Block[] = []
  let cost = 0
  for await (const batch of report.blocks)
    for (const block of batch) {
      cost += perBlock + textsOf(block).reduce((sum, text) => sum + text.length + perLine * linesIn(text), 0)
      if (cost > most) throw tooLarge()
      blocks.push(block)
    }
  return { ...report, blocks }
}

function textsOf(block: Block): string[] {
  if (block.kind === 'written') return block.spans.map(({ text }) => text)
  return block.kind === 'excerpt' ? [block.quote, block.citation, block.details, block.note] : [block.text]
}

const linesIn = (text: string): number => text.split('\n').length - 1
