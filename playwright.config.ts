import { defineConfig } from '@playwright/test'
import { findChromium } from './testing/browser/chromium.mjs'

// The last such flag counts, so Playwright's own list comes along. The first three are pages that Chromium draws behind every window for its address bar:
// two processes a page that do nothing for a test.
const unused = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'SkipListAccountsWithoutGaiaCookies',
  'ThirdPartyStoragePartitioning',
]

const launchOptions = {
  executablePath: findChromium(),
  // As root in a container there is no sandbox to be had; the pages are our own. The rest keeps Chromium from calling home.
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    `--disable-features=${unused.join(',')}`,
    // A name that is not this machine's own: over http a browser gives its pages less there.
    '--host-resolver-rules=MAP plain.example 127.0.0.1',
  ],
}

// Of every test, until it has passed: what the page was made of around each step, but no film, which takes a third of the machine.
const trace = { mode: 'retain-on-failure', snapshots: true, screenshots: false } as const

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './testing/browser/start-server.ts',
  fullyParallel: true,
  // Two keep two cores busy, because most of the time goes into drawing and not into waiting.
  workers: 2,
  retries: 0,
  forbidOnly: true,
  // States are waited for, so patience costs nothing where all is well; a machine that others use too may be three times slower for minutes.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
  outputDir: 'test-results',
  snapshotPathTemplate: '{testDir}/{arg}{ext}',
  use: {
    browserName: 'chromium',
    launchOptions,
    locale: 'en-GB',
    timezoneId: 'UTC',
    trace,
    actionTimeout: 30_000,
    // A whole browser asks whoever sits before it; the shell has nobody to ask and refuses.
    permissions: ['clipboard-read', 'clipboard-write'],
    // A worker would answer in the place of what a test says about requests; the journeys without a connection let it.
    serviceWorkers: 'block',
  },
  projects: [
    { name: 'desktop', use: { viewport: { width: 1440, height: 900 } }, testIgnore: '**/*.phone.spec.ts' },
    {
      name: 'phone',
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
      testMatch: '**/*.phone.spec.ts',
    },
  ],
})
