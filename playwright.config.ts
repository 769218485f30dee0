import { defineConfig } from '@playwright/test'
import { findChromium } from './testing/browser/chromium.mjs'

const launchOptions = {
  executablePath: findChromium(),
  // As root in a container there is no sandbox to be had; the pages are our own. The rest keeps Chromium from calling home.
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
}

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './testing/browser/start-server.ts',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  outputDir: 'test-results',
  use: { browserName: 'chromium', launchOptions, locale: 'en-GB', timezoneId: 'UTC', trace: 'retain-on-failure', actionTimeout: 15_000 },
  projects: [
    { name: 'desktop', use: { viewport: { width: 1440, height: 900 } }, testIgnore: '**/*.phone.spec.ts' },
    { name: 'phone', use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 }, testMatch: '**/*.phone.spec.ts' },
  ],
})
