'use client'

import { useRouter } from 'next/navigation'
import { callApi } from '@/lib/browser/api'
import { useSubmission } from '@/lib/browser/use-submission'

/** Having the demo project made, where it is not there yet, and going to it. Pending until its page is there. */
export function useDemo() {
  const router = useRouter()
  return useSubmission(async () => {
    const { projectId } = await callApi<{ projectId: string }>('POST', '/demo')
    router.push(`/projects/${projectId}/documents`)
    await new Promise(() => {})
  })
}
