import type { Metadata } from 'next'
import { AppShell } from '@/components/shell/app-shell'
import { developmentOnly } from './development-only'
import { Choices, Fields } from './fields'
import { Overlays } from './overlays'
import { Structure } from './structure'
import { Words } from './words'

export const metadata: Metadata = { title: 'Every piece' }

/** Every piece of the interface on one page, for looking at and for screenshots; it does not exist in production. */
export default function PreviewPage() {
  developmentOnly()
  return (
    <AppShell
      account={{
        userId: 'preview',
        name: 'Mirela Ostrander',
        email: 'mirela@example.org',
        locale: 'en',
        isAdmin: false,
      }}
      project={{ id: 'preview', name: 'Security after the Straits' }}
    >
      <Words />
      <Fields />
      <Choices />
      <Structure />
      <Overlays />
    </AppShell>
  )
}
