'use client'

import type { ReactNode } from 'react'
import { Tab as AriaTab, TabList, TabPanel, Tabs as AriaTabs, type Key } from 'react-aria-components'
import { classNames } from './class-names'

export interface TabsProps {
  /** Spoken name of the row of tabs. */
  label: string
  tabs: readonly { id: string; label: ReactNode; content: ReactNode; isDisabled?: boolean }[]
  selected?: Key
  onSelect?: (key: Key) => void
  className?: string
}

/** Views of one thing, one at a time. For places with an address of their own use links instead. */
export function Tabs({ label, tabs, selected, onSelect, className }: TabsProps) {
  return (
    <AriaTabs selectedKey={selected} onSelectionChange={onSelect} className={className}>
      <TabList aria-label={label} className="flex gap-6 overflow-x-auto border-b border-rule">
        {tabs.map((tab) => (
          <AriaTab
            key={tab.id}
            id={tab.id}
            isDisabled={tab.isDisabled}
            className={classNames(
              '-mb-px cursor-default border-b-2 border-transparent py-2.5 text-sm font-medium whitespace-nowrap text-ink-muted focus-ring-inset pointer-coarse:min-h-11 pointer-coarse:min-w-11',
              'data-hovered:text-ink data-selected:border-accent data-selected:text-ink data-disabled:opacity-50',
            )}
          >
            {tab.label}
          </AriaTab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className="pt-5 focus-ring">
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
