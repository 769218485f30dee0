import { parentPort } from 'node:worker_threads'
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { pdfData } from '@/lib/exporters/pdf-data'
import { fontFolders } from './fonts'
import type { MissingWords, TypesettingReply, TypesettingRequest } from './messages'
import { lettersIn, lettersOf, namesOf } from './missing-letters'
import { template } from './template'

/** The thread that sets documents, one request at a time. Its entry is this file, bundled to dist/typesetting-worker.mjs. */
parentPort?.on('message', (request: TypesettingRequest) => {
  void answer(request).then((reply) => parentPort?.postMessage(reply))
})

/** There is no such folder: the files that Typst may read are those that it is handed. */
const workspace = '/commonplace-has-no-such-folder'
const probe = `${template.slice(0, template.indexOf('#set document'))}
#set document(title: data.language)
#set text(font: faces("en"))
#for letter in data.letters [#text(letter) ]`

async function answer({ report, words }: TypesettingRequest): Promise<TypesettingReply> {
  const typst = await import('@myriaddreamin/typst-ts-node-compiler').catch(() => undefined)
  if (!typst) return { kind: 'unavailable' }
  try {
    const json = JSON.stringify(pdfData(report))
    const compiler = typst.NodeCompiler.create({ workspace, fontArgs: [{ fontPaths: fontFolders() }] })
    const names = missingNames(compiler, json, words)
    const notice = names === '' ? '' : words.notice.replace('{names}', () => names)
    return { kind: 'set', file: compiler.pdf(laidOut(compiler, template, json, { notice })) }
  } catch (error) {
    return { kind: 'failed', message: String(error), stack: error instanceof Error ? error.stack : undefined }
  }
}

function laidOut(compiler: NodeCompiler, mainFileContent: string, json: string, inputs: Record<string, string> = {}) {
  compiler.mapShadow(`${workspace}/data.json`, Buffer.from(json))
  const made = compiler.compile({ mainFileContent, inputs })
  if (made.result) return made.result
  throw new Error(`Typst could not set the document: ${JSON.stringify(made.takeError()?.shortDiagnostics)}`)
}

/** What this machine has no font for, asked by a page of single letters in a standard that forbids letters without one. */
function missingNames(compiler: NodeCompiler, json: string, words: MissingWords): string {
  const letters = lettersOf(json)
  if (letters.length === 0) return ''
  const page = laidOut(compiler, probe, JSON.stringify({ letters, language: 'en' }))
  try {
    compiler.pdf(page, { pdfStandard: 'a-2u' })
    return ''
  } catch (error) {
    return namesOf(lettersIn(String(error)), words)
  }
}
