import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

/**
 * Whether the real files are there that some tests read and are skipped without, as one step among others: on a machine that judges commits their
 * absence is a failure. Undefined where nobody asks for it.
 * @param {{ root: string, args: readonly string[], env: Readonly<Record<string, string | undefined>> }} given
 */
export function filesStep({ root, args, env }) {
  if (!env.CI && !args.includes('--complete')) return undefined
  const folder = resolve(root, env.SHARED_DIR ?? '../shared')
  const code = existsSync(folder) ? 0 : 1
  const output = code === 0 ? '' : `The folder of real files is not there, and what reads them is skipped: ${folder}`
  return { name: 'files', code, output }
}
