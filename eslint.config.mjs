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
    ignores: ['**/*.test.*'],
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
