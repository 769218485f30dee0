import base from '../../playwright.config'

/** `npm run screenshots`: takes the README's pictures of the built application with the demo project. Not a test of anything. */
export default {
  ...base,
  testDir: '.',
  testMatch: '*.shots.ts',
  globalSetup: '../../testing/browser/start-server.ts',
  workers: 1,
  projects: [{ name: 'readme', use: { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 } }],
  outputDir: '../../test-results',
}
