import next from '@next/eslint-plugin-next'
import a11y from 'eslint-plugin-jsx-a11y'
import hooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'
import boundaries from './testing/lint/boundaries.mjs'
import noCycles from './testing/lint/no-cycles.mjs'
import noLiterals from './testing/lint/no-literals.mjs'

const prisma = {
  group: ['@prisma/*', '@/generated/*', '**/generated/prisma/*'],
  message: 'Prisma is used inside lib/data only.',
}

const environment = {
  selector:
    'MemberExpression[object.name="process"][property.name="env"], VariableDeclarator[init.name="process"] > ObjectPattern > Property[key.name="env"]',
  message: 'The environment is read in lib/env.ts only.',
}

const askingDatabase = [
  { selector: 'MemberExpression[property.name=/^\\$(query|execute)Raw/]', message: 'SQL is written in lib/data only.' },
  {
    selector: 'CallExpression > MemberExpression.callee > MemberExpression.object[object.name=/^(db|tx)$/]',
    message: 'Rows are asked for and written in lib/data only.',
  },
]

const clock = [
  'NewExpression[callee.name="Date"][arguments.length=0]',
  'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
].map((selector) => ({ selector, message: 'The time is handed in, so that a test can say what it is.' }))

const number = '[typeAnnotation.typeAnnotation.type="TSNumberKeyword"]'
const span = ['TSTypeLiteral[members.length=2]', 'TSInterfaceBody[body.length=2]'].map((type) => ({
  selector: `${type}:has(> TSPropertySignature[key.name="start"]${number}):has(> TSPropertySignature[key.name="end"]${number})`,
  message: 'That is a Span (lib/domain/anchoring/span).',
}))

/**
 * Files with functions that are longer than one reads at a glance. The list may only shrink: whoever shortens the last such function of a file takes it out,
 * which a test demands.
 */
export const longFunctions = [
  'app/(preview)/preview/structure.tsx',
  'app/(preview)/preview/words.tsx',
  'bench/agreement-request.ts',
  'components/agreement/agreement-page.tsx',
  'components/agreement/choice-fields.tsx',
  'components/agreement/figure-details.tsx',
  'components/agreement/figure-table.tsx',
  'components/agreement/pooled-figures.tsx',
  'components/agreement/several-field.tsx',
  'components/codebook/codebook-page.tsx',
  'components/codebook/proposals-page.tsx',
  'components/codebook/propose-dialog.tsx',
  'components/documents/correct-page.tsx',
  'components/documents/documents-toolbar.tsx',
  'components/documents/fill-dialog.tsx',
  'components/documents/inline-input.tsx',
  'components/documents/place-passage.tsx',
  'components/history/history-page.tsx',
  'components/history/use-undoable.ts',
  'components/review/edit-dialog.tsx',
  'components/rounds/document-choice.tsx',
  'components/rounds/passage-source.tsx',
  'components/rounds/round-page.tsx',
  'components/themes/excerpt-card.tsx',
  'components/themes/filter-fields.tsx',
  'components/themes/theme-cards.tsx',
  'components/threads/comment-editor.tsx',
  'components/threads/thread-card.tsx',
  'components/threads/thread-panel.tsx',
  'components/ui/spark-timeline.tsx',
  'components/ui/table.tsx',
  'lib/browser/codebook/use-codebook-commands.ts',
  'lib/browser/documents/use-correcting.ts',
  'lib/browser/documents/use-placing.ts',
  'lib/demo/seed-demo-annotations.ts',
  'lib/importers/pdf/second-reading/pdf-drawing.ts',
  'lib/importers/rtf/rtf-source-text.ts',
  'lib/services/codebook/split-tag.ts',
]

export default tseslint.config(
  {
    ignores: [
      'node_modules/',
      '.next/',
      'dist/',
      'generated/',
      '.data*/',
      'test-results/',
      'playwright-report/',
      'next-env.d.ts',
      'public/',
    ],
  },
  boundaries,
  noCycles,
  noLiterals,
  {
    files: ['**/*.{ts,tsx}'],
    // Rules that ask for types are those of oxlint (.oxlintrc.json), which asks the compiler once for all of them (ADR 0119).
    extends: [...tseslint.configs.recommended],
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-restricted-imports': ['error', { patterns: [prisma] }],
      'no-restricted-syntax': ['error', environment, ...askingDatabase, ...span],
      'no-console': 'error',
    },
  },
  {
    files: ['{app,bench,components,lib,scripts,seed,server}/**/*.{ts,tsx,mjs}'],
    ignores: ['**/*.test.*', ...longFunctions],
    rules: { 'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: ['lib/{domain,importers,exporters,schemas,services,api}/**'],
    ignores: ['lib/api/app.ts'],
    rules: { 'no-restricted-syntax': ['error', environment, ...askingDatabase, ...span, ...clock] },
  },
  {
    files: ['lib/data/**'],
    rules: { 'no-restricted-syntax': ['error', environment, ...span, ...clock] },
  },
  {
    files: ['lib/data/**', 'server/database/**', '**/*.test.ts', 'testing/**', 'bench/**', 'seed/**'],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    files: ['lib/domain/anchoring/span.ts'],
    rules: { 'no-restricted-syntax': ['error', environment, ...askingDatabase, ...clock] },
  },
  {
    files: [
      'lib/env.ts',
      'server/database/**',
      'scripts/**',
      'testing/**',
      'e2e/**',
      'bench/**',
      'seed/**',
      '*.config.*',
      '**/*.test.{ts,tsx}',
    ],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: [
      'server/**',
      'scripts/**',
      'testing/**',
      'e2e/**',
      'bench/**',
      'seed/**',
      '**/*.test.{ts,tsx}',
      'app/**/error.tsx',
    ],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.tsx'],
    plugins: { 'react-hooks': hooks, '@next/next': next },
    extends: [a11y.flatConfigs.strict],
    rules: {
      ...hooks.configs.recommended.rules,
      ...next.configs.recommended.rules,
      ...next.configs['core-web-vitals'].rules,
    },
  },
)
