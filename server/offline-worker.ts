import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'

/** Where a browser looks for the program that keeps what was seen; at the root, for it is to see every page. */
const address = '/sw.js'

/** All it does is to ask this server. */
const policy = "default-src 'none'; connect-src 'self'"

/**
 * The program that browsers run beside the pages of this build (lib/browser/offline/worker). It says which build it belongs to, so that another build is another
 * program, which a browser then takes in place of this one.
 */
export function offlineWorker(root: string): string {
  const build = readFileSync(join(root, '.next/BUILD_ID'), 'utf8').trim()
  return `const commonplaceBuild=${JSON.stringify(build)};${readFileSync(join(root, 'dist/offline/sw.js'), 'utf8')}`
}

/** Answers a request for that program; false for any other. */
export function answerWorker(request: IncomingMessage, response: ServerResponse, program: string | undefined): boolean {
  if (program === undefined || request.url !== address || (request.method !== 'GET' && request.method !== 'HEAD'))
    return false
  response.setHeader('content-security-policy', policy)
  response.writeHead(200, {
    'content-type': 'text/javascript; charset=utf-8',
    'content-length': Buffer.byteLength(program),
    // Looked at anew whenever a page is opened: it is small, and an old one would keep an old build.
    'cache-control': 'no-cache',
  })
  response.end(request.method === 'HEAD' ? undefined : program)
  return true
}
