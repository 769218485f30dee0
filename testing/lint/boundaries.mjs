import { fileURLToPath } from 'node:url'
import boundaries from 'eslint-plugin-boundaries'

/** Where each part of the program lives. A file belongs to the first that matches. */
const places = {
  'api-mount': 'app/api/**',
  app: 'app/**',
  components: 'components/**',
  api: 'lib/api/**',
  services: 'lib/services/**',
  data: 'lib/data/**',
  domain: 'lib/domain/**',
  editor: 'lib/editor/**',
  schemas: 'lib/schemas/**',
  importers: 'lib/importers/**',
  agreement: 'lib/workers/agreement/**',
  typesetting: 'lib/typesetting/**',
  indexing: 'lib/workers/search/**',
  workers: 'lib/workers/**',
  exporters: 'lib/exporters/**',
  events: 'lib/events/**',
  auth: 'lib/auth/**',
  'sign-in': 'lib/sign-in/**',
  browser: 'lib/browser/**',
  i18n: 'lib/i18n/**',
  errors: 'lib/errors.ts',
  env: 'lib/env.ts',
  log: 'lib/log.ts',
  generated: 'generated/**',
  messages: 'messages/**',
  server: 'server/**',
  'test-kit': '{testing,e2e}/**',
  demo: 'lib/demo/**',
  scale: 'seed/scale/**',
  tools: '{scripts,bench}/**',
}

const outward = [
  'api',
  'services',
  'data',
  'domain',
  'editor',
  'schemas',
  'importers',
  'agreement',
  'indexing',
  'typesetting',
  'workers',
  'exporters',
  'events',
  'auth',
  'sign-in',
  'i18n',
  'errors',
  'env',
  'log',
]

/** Which part may import which; whatever is not said is refused. No arrow is reversed. */
const arrows = {
  'api-mount': ['api', 'sign-in'],
  app: ['app', 'components', 'data', 'auth', 'sign-in', 'domain', 'schemas', 'i18n', 'browser', 'errors', 'env'],
  components: ['components', 'schemas', 'domain', 'editor', 'browser', 'i18n', 'errors'],
  browser: ['browser', 'schemas', 'domain', 'editor', 'i18n', 'errors'],
  api: ['api', 'services', 'data', 'schemas', 'domain', 'auth', 'events', 'i18n', 'errors', 'env', 'log', 'demo'],
  services: [
    'services',
    'data',
    'domain',
    'editor',
    'schemas',
    'importers',
    'agreement',
    'indexing',
    'typesetting',
    'exporters',
    'events',
    'auth',
    'i18n',
    'errors',
    'env',
    'log',
  ],
  auth: ['auth', 'domain', 'i18n', 'errors'],
  'sign-in': ['sign-in', 'auth', 'services', 'data', 'domain', 'schemas', 'i18n', 'errors', 'env', 'log'],
  events: ['events', 'data', 'domain', 'i18n', 'errors', 'env', 'log'],
  data: ['data', 'domain', 'generated', 'i18n', 'errors', 'env'],
  importers: ['importers', 'workers', 'editor', 'domain', 'schemas', 'i18n', 'errors', 'env'],
  agreement: ['agreement', 'workers', 'editor', 'domain', 'i18n', 'errors'],
  typesetting: ['typesetting', 'workers', 'importers', 'exporters', 'i18n', 'errors'],
  indexing: ['indexing', 'workers', 'domain'],
  workers: ['workers'],
  exporters: ['exporters', 'editor', 'domain', 'schemas', 'i18n', 'errors'],
  schemas: ['schemas', 'domain', 'i18n', 'errors'],
  editor: ['editor', 'domain'],
  domain: ['domain'],
  i18n: ['i18n', 'messages'],
  messages: ['messages'],
  errors: ['i18n'],
  log: ['env'],
  server: ['server', 'demo', 'scale', ...outward],
  'test-kit': ['test-kit', 'server', 'tools', 'demo', ...outward],
  tools: ['tools', 'server', 'test-kit', 'demo', 'scale', 'generated', ...outward],
  scale: ['scale', 'generated', ...outward],
  demo: ['demo', 'services', 'data', 'domain', 'schemas', 'errors'],
}

/** Types cost nothing at run time: a shape may be named where its values may not be used. */
const typeArrows = {
  components: ['data', 'exporters'],
  browser: ['data'],
  data: ['schemas', 'auth'],
  events: ['auth'],
  exporters: ['data'],
  schemas: ['editor'],
  server: ['components'],
}

const rules = [
  ...Object.entries(arrows).map(([from, allow]) => ({ from, allow })),
  ...Object.entries(typeArrows).map(([from, allow]) => ({ from, allow, importKind: 'type' })),
]

/** The layout of docs/architecture.md as a lint rule. Tests may reach across. */
export default {
  files: ['**/*.{ts,tsx,mjs}'],
  ignores: ['**/*.test.{ts,tsx}', '*.config.*'],
  plugins: { boundaries },
  settings: {
    'boundaries/elements': Object.entries(places).map(([type, pattern]) => ({ type, pattern, mode: 'full' })),
    'boundaries/include': Object.values(places),
    'boundaries/dependency-nodes': ['import', 'export', 'dynamic-import'],
    'import/resolver': { [fileURLToPath(new URL('resolve-import.cjs', import.meta.url))]: {} },
  },
  rules: {
    'boundaries/element-types': [
      'error',
      {
        default: 'disallow',
        message: '${file.type} may not import ${dependency.type}: see docs/architecture.md',
        rules,
      },
    ],
    'boundaries/no-unknown': 'error',
  },
}
