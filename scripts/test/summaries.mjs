/** How each runner ends its report: the lines to repeat, and where they say how many tests passed and failed. */
const runners = {
  vitest: {
    lines: /^[ \t]*(?:Test Files|Tests|Duration)\s.*$/gm,
    passed: /^\s*Tests\s.*?(\d+) passed/gm,
    failed: /^\s*(?:Tests\s.*?(\d+) failed|Errors\s+(\d+) error)/gm,
  },
  'node:test': {
    lines: /^ℹ (?:tests|pass|fail|cancelled|skipped) \d+$/gm,
    passed: /^ℹ pass (\d+)$/gm,
    failed: /^ℹ (?:fail|cancelled) (\d+)$/gm,
  },
  playwright: {
    lines: /^[ \t]+\d+ (?:passed|failed|flaky|skipped|interrupted|did not run).*$/gm,
    passed: /^[ \t]+(\d+) passed/gm,
    failed: /^[ \t]+(\d+) (?:failed|flaky|interrupted|did not run)/gm,
  },
}

/**
 * The runner's own summary, as it printed it.
 * @param {string} name
 * @param {string} output
 */
export function summaryLines(name, output) {
  const runner = runners[/** @type {keyof typeof runners} */ (name)]
  return runner ? (withoutColour(output).match(runner.lines) ?? []) : []
}

/**
 * How many tests of a step passed and failed. A step that has no tests of its own counts as one, and a runner that failed without
 * saying how counts as one failure, so that the sum is never clean when a step is not.
 * @param {string} name
 * @param {number} code
 * @param {string} output
 */
export function counts(name, code, output) {
  const runner = runners[/** @type {keyof typeof runners} */ (name)]
  if (!runner) return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 }
  const text = withoutColour(output)
  const passed = sum(text, runner.passed)
  const failed = sum(text, runner.failed)
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed }
}

/**
 * What each file of tests took, as far as its runner says so. A file of journeys takes what its journeys take together.
 * @param {string} name
 * @param {string} output
 */
export function secondsOfFiles(name, output) {
  const told = {
    vitest: /^\s*\S (?<file>\S+\.test\.tsx?) \(\d+ tests?.*?\) (?<time>[\d.]+)\s?(?<unit>ms|s)$/gm,
    playwright: /^\s*\S\s+\d+ .*? › (?<file>\S+?\.spec\.ts):.* \((?<time>[\d.]+)(?<unit>ms|s|m)\)$/gm,
  }[name]
  /** @type {Map<string, number>} */
  const seconds = new Map()
  for (const { groups } of told ? withoutColour(output).matchAll(told) : []) {
    const { file = '', time = '', unit = '' } = groups ?? {}
    const each = unit === 'ms' ? Number(time) / 1000 : Number(time) * (unit === 'm' ? 60 : 1)
    seconds.set(file, (seconds.get(file) ?? 0) + each)
  }
  return [...seconds].map(([file, seconds]) => ({ file, seconds }))
}

function sum(/** @type {string} */ text, /** @type {RegExp} */ pattern) {
  return [...text.matchAll(pattern)].reduce(
    (total, [, ...groups]) => total + Number(groups.find((group) => group !== undefined) ?? 0),
    0,
  )
}

function withoutColour(/** @type {string} */ text) {
  return text.replace(/\u001b\[[\d;]*m/g, '')
}
