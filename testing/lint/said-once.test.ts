import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

// A rule that is written twice is changed in one of the two. Each of these is looked for wherever else it could be said again.

interface Rule {
  /** The file it is written in. */
  home: string
  /** How it would be recognised in another. */
  sign: RegExp
  among: string[]
}

const rules: Record<string, Rule> = {
  'how the browser reverts an event': {
    home: 'lib/browser/history/revert-events.ts',
    sign: /'POST',[^)]*\/revert`/,
    among: ['lib/browser', 'components', 'app'],
  },
  'that a round is blind, where the program decides it': {
    home: 'lib/domain/rounds/round.ts',
    sign: /visibility !== 'open' &&|visibility === 'open' \|\| \w+\.openedAt !== null \|\|/,
    among: ['lib', 'components', 'app', 'server'],
  },
  'that a round is blind, where a statement asks for it': {
    home: 'lib/data/rounds/veil-condition.ts',
    sign: /visibility (<>|=) 'open'|visibility: \{ not: 'open'/,
    among: ['lib', 'server'],
  },
  'that a coder is blind on a document, where a statement asks for it': {
    home: 'lib/data/rounds/veil-condition.ts',
    sign: /"submittedAt" IS NULL OR \(\w+\.visibility = 'until-all-submit'/,
    among: ['lib', 'server'],
  },
  'where the browser keeps what somebody chose': {
    home: 'lib/browser/use-kept.ts',
    sign: /localStorage/,
    among: ['lib/browser', 'components', 'app'],
  },
}

test.each(Object.entries(rules))('%s is written once', (_, { home, sign, among }) => {
  const found = among
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`))
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
    .filter((path) => sign.test(readFileSync(path, 'utf8')))
  expect(found).toEqual([home])
})
