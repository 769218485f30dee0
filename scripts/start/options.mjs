import { parseArgs } from 'node:util'

const usage = `Usage: npm start -- [--port N] [--no-build] [--demo] [--dev]
  --port N     serve on this port instead of PORT or 3000
  --no-build   serve what was built last, even if the sources have changed since
  --demo       put the demo project in place first
  --dev        compile pages as they change (npm run dev)`

/**
 * Reads the flags of `npm start`; prints the usage and exits 2 when they are wrong.
 * @param {string[]} args
 */
export function readOptions(args) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        port: { type: 'string' },
        'no-build': { type: 'boolean', default: false },
        demo: { type: 'boolean', default: false },
        dev: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    if (values.help) {
      console.log(usage)
      process.exit(0)
    }
    return { port: values.port, build: !values['no-build'], demo: values.demo, dev: values.dev }
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${usage}`)
    process.exit(2)
  }
}
