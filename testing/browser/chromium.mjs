import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

// The shell has no window, no address bar and no pages behind them: a context of it takes a quarter of the processor time of one of the whole browser.
const systemNames = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const systemFolders = ['/usr/bin', '/usr/local/bin', '/snap/bin']
const systemPaths = [
  ...systemFolders.flatMap((folder) => systemNames.map((name) => `${folder}/${name}`)),
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** A Chromium that can be launched: Playwright's own if it is installed and has the libraries it needs, else one of the system's. */
export function findChromium() {
  return [chromium.executablePath(), ...systemPaths].find(
    (path) => existsSync(path) && spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0,
  )
}

/**
 * Finds a Chromium, or gets one: Debian's packages as root, Playwright's own otherwise. Throws with one line that says what to do.
 * @returns {string} its path
 */
export function requireChromium() {
  const found = findChromium()
  if (found) return found
  console.log('Getting a Chromium for the browser tests.')
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    run('apt-get', ['update', '-q'], env)
    for (const name of ['chromium-headless-shell', 'chromium'])
      if (!findChromium()) run('apt-get', ['install', '-y', '-q', '--no-install-recommends', name], env)
  } else {
    run(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium'], process.env)
  }
  const got = findChromium()
  if (got) return got
  throw new Error(
    'There is no Chromium for the browser tests. Install the system package chromium or google-chrome, or run: npx playwright install --with-deps chromium',
  )
}

function run(/** @type {string} */ command, /** @type {string[]} */ args, /** @type {NodeJS.ProcessEnv} */ env) {
  spawnSync(command, args, { env, stdio: ['ignore', 'ignore', 'inherit'], timeout: 300_000 })
}
