import { spawn } from 'node:child_process'

/**
 * Runs a program to its end without showing what it says. Told to stop meanwhile, it stops the program and leaves, so that no
 * installation or build goes on behind a start that was given up.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<{ status: number, output: string }>}
 */
export function runProgram(command, args, options) {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  const giveUp = () => {
    child.kill('SIGTERM')
    process.exit(1)
  }
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
  for (const signal of signals) process.once(signal, giveUp)
  return new Promise((done) => {
    const finish = (/** @type {number} */ status) => {
      for (const signal of signals) process.off(signal, giveUp)
      done({ status, output: output.trim() })
    }
    child.once('error', (error) => {
      output += error.message
      finish(1)
    })
    child.once('close', (code) => finish(code ?? 1))
  })
}
