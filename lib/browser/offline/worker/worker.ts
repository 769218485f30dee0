import { isAboutProjectAlone, isForNobody, isKeptPage, projectOf, requestKind } from '@/lib/domain/offline/request-kind'
import { isOfOtherBuild } from '../cache-names'
import type { ToldWorker } from '../told-worker'
import { addressOf, KeptAnswers } from './kept-answers'
import { filesIn, KeptFiles } from './kept-files'
import { reach } from './reach'
import { keptPage, titleIn, unopenedPage } from './shown-page'
import type { AskedEvent, LastingEvent, WorkerScope } from './worker-scope'

/** Put in front of this program by the server (server/offline-worker.ts): another build is another program. */
declare const commonplaceBuild: string

/** A page is not fetched again to be kept before it is so many milliseconds old. */
const youngPage = 60_000

const scope = globalThis as unknown as WorkerScope
const kept = new KeptAnswers(caches, commonplaceBuild, Date.now)
const files = new KeptFiles(caches, commonplaceBuild)
const underWay = new Set<string>()

scope.addEventListener('install', (event) => {
  event.waitUntil(Promise.all([scope.skipWaiting(), files.keepOfflinePage().catch(() => undefined)]))
})

scope.addEventListener('activate', (event) => {
  event.waitUntil(begin())
})

async function begin(): Promise<void> {
  const old = (await caches.keys()).filter((name) => isOfOtherBuild(name, commonplaceBuild))
  await Promise.all(old.map((name) => caches.delete(name)))
  await scope.registration.navigationPreload?.enable()
  await scope.clients.claim()
}

scope.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  const kind = requestKind(
    {
      method: request.method,
      isNavigation: request.mode === 'navigate',
      url,
      header: (name) => request.headers.get(name),
    },
    scope.location.origin,
  )
  if (kind === 'page') event.respondWith(page(event, url))
  else if (kind === 'through') event.respondWith(asAsked(event))
  else if (kind === 'step') event.respondWith(step(event))
  else if (kind === 'data') event.respondWith(data(event, url))
  else if (kind === 'file') event.respondWith(files.answer(request, (work) => event.waitUntil(work)))
})

/** The browser asks for a page while it starts the worker; whoever does not take that answer asks a second time. */
const asAsked = async (event: AskedEvent): Promise<Response> => (await event.preloadResponse) ?? fetch(event.request)

async function page(event: AskedEvent, url: URL): Promise<Response> {
  const turn = kept.turn()
  const answer = await reach(() => asAsked(event))
  if (answer) {
    noteLater(event, url, answer, turn)
    return answer
  }
  const before = await kept.find(url, { isPage: true })
  if (before) return keptPage(before)
  const instead = await files.offlinePage()
  return instead ? unopenedPage(instead) : Response.error()
}

/** Where Next gets no answer to a step it goes there as a browser does, and is given a page. */
async function step(event: AskedEvent): Promise<Response> {
  const turn = kept.turn()
  const answer = await reach(() => fetch(event.request))
  if (!answer) return Response.error()
  const url = new URL(answer.url)
  if (answer.ok && !isForNobody(url.pathname)) event.waitUntil(keepPage(addressOf(url)))
  else noteLater(event, url, answer, turn)
  return answer
}

async function data(event: AskedEvent, url: URL): Promise<Response> {
  const turn = kept.turn()
  const answer = await reach(() => fetch(event.request))
  if (!answer) return (await kept.find(url, { isPage: false })) ?? Response.error()
  noteLater(event, url, answer, turn)
  return answer
}

function noteLater(event: LastingEvent, url: URL, shown: Response, turn: number): void {
  // What only sends on says nothing of itself.
  if (shown.type === 'opaqueredirect') return
  // Of a copy that nobody reads the browser holds all that the other reads: a large file, say.
  const { status, headers } = shown
  const answer = isOfKeptType(shown) ? shown.clone() : new Response(null, { status, headers })
  // Who leaves a page breaks off what it was asking for: there is nothing to keep then.
  event.waitUntil(note(url, answer, turn).catch(() => undefined))
}

const isOfKeptType = ({ status, headers }: Response): boolean =>
  status === 200 &&
  !headers.has('content-disposition') &&
  /^(application\/json|text\/html)/.test(headers.get('content-type') ?? '')

/** Takes in what an answer says: who is signed in, what there is, and what it is. */
async function note(url: URL, answer: Response, turn: number): Promise<void> {
  const { status, headers } = answer
  if (status === 401 || (answer.ok && isForNobody(url.pathname))) return kept.forget()
  const address = addressOf(url)
  const project = projectOf(url.pathname)
  if (status === 404 && project !== null && isAboutProjectAlone(url.pathname))
    return void (await kept.dropProject(project))
  if (status === 403 || status === 404 || status === 410) return kept.drop(address)
  if (!isOfKeptType(answer)) return
  const type = headers.get('content-type') ?? ''
  if (url.pathname.startsWith('/api/')) {
    if (type.startsWith('application/json')) await kept.keep(address, answer, turn)
  } else if (type.startsWith('text/html') && isKeptPage(url.pathname)) {
    const html = await answer.text()
    await files.gather(filesIn(html))
    await kept.keep(address, new Response(html, { headers }), turn, titleIn(html))
  }
}

/** Asks the server anew for something, only to keep it. */
async function ask(address: string): Promise<void> {
  if (underWay.has(address)) return
  underWay.add(address)
  try {
    const turn = kept.turn()
    const init: RequestInit = { credentials: 'same-origin', priority: 'low' }
    const answer = await reach(() => fetch(address, init))
    if (answer) await note(new URL(answer.url), answer, turn)
  } catch {
    // Broken off: it is kept the next time.
  } finally {
    underWay.delete(address)
  }
}

/** Keeps a page whole that somebody came to by a step, which brings only a part of it. */
async function keepPage(address: string): Promise<void> {
  const age = await kept.age(address)
  if (isKeptPage(new URL(address, scope.location.origin).pathname) && (age === null || age > youngPage))
    await ask(address)
}

scope.addEventListener('message', (event) => {
  const done = told(event.data as ToldWorker).catch(() => undefined)
  event.waitUntil(done.then(() => event.ports[0]?.postMessage('done')))
})

async function told(message: ToldWorker): Promise<void> {
  switch (message.kind) {
    case 'here':
      await Promise.all([
        files.keepOfflinePage(message.language),
        files.gather(message.files),
        keepPage(message.address),
      ])
      // One after another: many pages are told of a new build at once, by a server that has just begun.
      for (const address of message.data) await ask(address)
      return
    case 'forget':
      return kept.forget()
    case 'lost':
      await kept.dropProject(message.projectId)
      return
    case 'hiding': {
      // What is shown just now was asked for a moment ago and is asked for again, as the server would show it now.
      const gone = await kept.hiding(message.projectId, message.sign, youngPage)
      const recent = gone.filter(({ keptAt }) => keptAt > Date.now() - youngPage)
      await Promise.all(recent.map(({ address }) => ask(address)))
    }
  }
}
