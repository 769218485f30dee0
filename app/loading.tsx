import { Skeleton } from '@/components/ui/skeleton'

/** What stands in a page's place while it is read. */
export default function Loading() {
  return (
    <div className="mx-auto max-w-2xl px-6 py-24">
      <Skeleton lines={6} />
    </div>
  )
}
