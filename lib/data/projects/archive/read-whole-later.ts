import type { Transaction } from '@/lib/data/database/client'

/** What of a project is read whole wherever it is used: its live tags, `most` at most, and how many queries it keeps. */
export async function readWholeLater(
  db: Transaction,
  projectId: string,
  most: number,
): Promise<{ tags: { id: string; parentId: string | null }[]; queries: number }> {
  const standing = { projectId, deletedAt: null }
  return {
    tags: await db.tag.findMany({ where: standing, select: { id: true, parentId: true }, take: most }),
    queries: await db.savedQuery.count({ where: standing }),
  }
}
