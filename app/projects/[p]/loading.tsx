import { Skeleton } from '@/components/ui/skeleton'

/** What stands in a page's place while it is read. */
export default function Loading() {
  return (
    <div className="max-w-2xl py-4">
      <Skeleton lines={6} />
    </div>
  )
}
