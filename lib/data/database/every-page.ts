import type { Page } from './page'

/** The most that one page of a list has. */
const limit = 500

/** All of a list, page after page, for what must be offered whole: rounds, members, invitations. Not for what grows with the texts. */
export async function everyPage<T>(
  read: (query: { limit: number; total: 'false'; cursor?: string }) => Promise<Page<T>>,
): Promise<T[]> {
  const items: T[] = []
  for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
    const page: Page<T> = await read({ limit, total: 'false', ...(cursor !== undefined && { cursor }) })
    items.push(...page.items)
    cursor = page.nextCursor ?? undefined
  }
  return items
}
