import { memoSubjects, type MemoSubject } from '@/lib/schemas/memo'

/** Which memos are listed, as the address says it; empty fields narrow nothing. */
export interface MemoView {
  q: string
  kind: string
  authorId: string
  subjectType: MemoSubject | ''
  order: 'newest' | 'oldest'
}

export const everyMemo: MemoView = { q: '', kind: '', authorId: '', subjectType: '', order: 'newest' }

/** Reads the address of the page. What it does not know is left aside. */
export function readMemoView(query: URLSearchParams): MemoView {
  const text = (name: string, longest: number) => (query.get(name) ?? '').slice(0, longest)
  return {
    q: text('q', 200),
    kind: text('kind', 60),
    authorId: text('authorId', 36),
    subjectType: memoSubjects.find((type) => type === query.get('subjectType')) ?? '',
    order: query.get('order') === 'oldest' ? 'oldest' : 'newest',
  }
}

/** The filters of the API that the view means, which are the address of the page, too: what is as it always is, is not in it. */
export function writeMemoView(view: MemoView): string {
  const query = new URLSearchParams()
  for (const name of Object.keys(everyMemo) as (keyof MemoView)[])
    if (view[name].trim() !== everyMemo[name]) query.set(name, view[name].trim())
  return query.toString()
}

/** Whether the view shows fewer than all memos. */
export const isNarrowed = (view: MemoView): boolean => writeMemoView({ ...view, order: everyMemo.order }) !== ''
