'use client'

import { useState } from 'react'
import type { SortDescriptor } from 'react-aria-components'
import { BarChart } from '@/components/ui/bar-chart'
import { Section } from '@/components/ui/section'
import { SparkTimeline } from '@/components/ui/spark-timeline'
import { Table } from '@/components/ui/table'
import { Tabs } from '@/components/ui/tabs'
import { TagDot } from '@/components/ui/tag-chip'
import { Tree } from '@/components/ui/tree'
import { tagPalette } from '@/lib/domain/codebook/colours'

interface Leaf {
  id: string
  name: string
  children: Leaf[]
}
const leaf = (id: string, name: string, children: Leaf[] = []): Leaf => ({ id, name, children })
const tree = [
  leaf('1', 'Security', [leaf('2', 'Energy', [leaf('3', 'Pipelines')]), leaf('4', 'Water')]),
  leaf('5', 'Memory'),
  leaf('6', '主权'),
]
const documents = [
  { id: 'a', title: 'White paper on the northern ports', author: 'Ministry of Harbours', words: 12840, coded: 61 },
  { id: 'b', title: 'Letters from the customs house', author: 'A. Velikane', words: 3120, coded: 18 },
  { id: 'c', title: '关于水源的演讲', author: '林晓梅', words: 980, coded: 7 },
]
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug'].map((month, index) => ({
  when: `${month} 2026`,
  value: [2, 5, 0, 9, 14, 11, 6, 3][index] ?? 0,
}))

/** Tables, trees, tabs, charts. */
export function Structure() {
  return (
    <>
      <Section title="Table">
        <DocumentsTable />
      </Section>
      <Section title="Tree and charts">
        <TreeAndCharts />
      </Section>
      <Section title="Tabs">
        <Tabs
          label="Views"
          tabs={[
            { id: 'excerpts', label: 'Excerpts', content: 'By document, in the order of the text.' },
            { id: 'narrative', label: 'Narrative', content: 'What the passages say together.' },
            { id: 'counts', label: 'Counts', content: 'Figures.' },
          ]}
        />
      </Section>
    </>
  )
}

/** Sorted by title or by words, with rows to be chosen. */
function DocumentsTable() {
  const [sort, setSort] = useState<SortDescriptor>({ column: 'words', direction: 'descending' })
  const [selected, setSelected] = useState<'all' | Set<string | number>>(new Set(['b']))
  const rows = [...documents].sort(
    (a, b) =>
      (sort.column === 'words' ? a.words - b.words : a.title.localeCompare(b.title)) *
      (sort.direction === 'ascending' ? 1 : -1),
  )
  return (
    <Table
      label="Documents"
      columns={[
        {
          id: 'title',
          label: 'Title',
          cell: (row) => (
            <span dir="auto" className="font-serif text-base">
              {row.title}
            </span>
          ),
          isSortable: true,
          isRowHeader: true,
        },
        { id: 'author', label: 'Author', cell: (row) => row.author, className: 'max-sm:hidden' },
        {
          id: 'words',
          label: 'Words',
          cell: (row) => row.words.toLocaleString('en'),
          align: 'end',
          isSortable: true,
        },
        { id: 'coded', label: 'Excerpts', cell: (row) => row.coded, align: 'end' },
      ]}
      rows={rows}
      rowKey={(row) => row.id}
      sort={sort}
      onSort={setSort}
      selected={selected}
      onSelect={setSelected}
    />
  )
}

function TreeAndCharts() {
  return (
    <div className="grid grid-cols-1 gap-10 md:grid-cols-3">
      <Tree
        label="Codebook"
        items={tree}
        itemKey={(item) => item.id}
        itemText={(item) => item.name}
        itemChildren={(item) => item.children}
        defaultExpanded={['1', '2']}
        onMove={() => undefined}
        row={(item) => (
          <span className="flex items-center gap-2">
            <TagDot colour={tagPalette[Number(item.id)] ?? ''} />
            {item.name}
            <span className="ms-auto text-ink-muted tabular-nums">{Number(item.id) * 7}</span>
          </span>
        )}
      />
      <BarChart
        label="Excerpts by tag"
        nameLabel="Tag"
        bars={tagPalette.slice(0, 5).map((colour, index) => ({
          id: colour,
          label: ['Energy', 'Water', 'Migration and return', 'Cyber', 'Food'][index] ?? '',
          value: [61, 42, 18, 7, 3][index] ?? 0,
          colour,
          href: '#bar',
        }))}
      />
      <SparkTimeline label="Excerpts by month" points={months} />
    </div>
  )
}
