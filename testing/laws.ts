import fc from 'fast-check'

// A verdict on a commit must not depend on luck: `npm test` draws the same examples each time. `npm run laws` draws others, and more of them (ADR 0072).
const { LAWS_SEED: seed = '1', LAWS_RUNS: runs } = process.env
fc.configureGlobal({ seed: Number(seed), ...(runs ? { numRuns: Number(runs) } : {}) })
