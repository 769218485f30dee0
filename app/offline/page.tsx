import type { Metadata } from 'next'
import { OfflinePage } from '@/components/shell/offline-page'
import { translations } from '@/lib/i18n/server'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translations('shell'))('unopened.title') }
}

/** Kept by every browser beside what it has seen, and shown by it in place of what it has not. It says nothing about anybody. */
export default function Page() {
  return <OfflinePage />
}
