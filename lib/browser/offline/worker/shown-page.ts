import { keptAtHeader } from '@/lib/domain/offline/answers'

/** A kept page as it is shown: it says of itself, where its scripts find it before they draw anything, when it was kept. */
export async function keptPage(kept: Response): Promise<Response> {
  return marked(kept, `data-kept-at="${Number(kept.headers.get(keptAtHeader))}"`)
}

/** The page that is shown in place of one that was never opened. */
export async function unopenedPage(page: Response): Promise<Response> {
  return marked(page, 'data-unopened=""')
}

async function marked(page: Response, mark: string): Promise<Response> {
  const html = await page.text()
  return new Response(html.replace('<html ', `<html ${mark} `), { headers: page.headers })
}

const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'" }

/** The title that a page has when it comes. */
export function titleIn(html: string): string {
  const written = /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? ''
  return written.replace(/&(?:amp|lt|gt|quot|#x27);/g, (entity) => entities[entity] ?? entity)
}
