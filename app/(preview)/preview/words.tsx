'use client'

import { Plus } from 'lucide-react'
import { AvatarInitials } from '@/components/ui/avatar-initials'
import { Badge } from '@/components/ui/badge'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { TagChip, TagDot } from '@/components/ui/tag-chip'
import { tagColourVariables, tagPalette } from '@/lib/domain/codebook/colours'

const names = [
  'Energy',
  'Water',
  'Migration',
  'Cyber',
  'Food',
  'Health',
  'Climate',
  'Finance',
  'Piracy',
  'Borders',
  'Trust',
  'Memory',
  'Law',
  'Trade',
]

/** Headings, running text, tags and small marks. */
export function Words() {
  return (
    <>
      <Breadcrumb
        crumbs={[{ label: 'Documents', href: '#documents' }, { label: 'White paper on the northern ports' }]}
      />
      <div className="h-5" />
      <PageHeader
        eyebrow="Theme"
        title="Non-traditional security"
        lede="148 excerpts from 5 documents, coded by three people between March and June."
        actions={
          <>
            <Button>Export</Button>
            <Button tone="primary" icon={<Plus aria-hidden />}>
              Add a tag
            </Button>
          </>
        }
      />
      <Reading />
      <Tags />
      <Marks />
    </>
  )
}

/** Running text in three scripts, with passages marked in it. */
function Reading() {
  return (
    <Section title="Reading" note="Marginalia stand beside what they speak of, in italics, and never shout.">
      <p className="prose-page">
        The harbour master wrote in 1987 that{' '}
        <mark
          className="tag-coloured border-b-2 border-tag-stripe bg-tag-fill text-ink"
          style={tagColourVariables(tagPalette[0] ?? '')}
        >
          a port without water is a port without sailors
        </mark>
        , and the ministry’s reply, eleven pages long, turned a plumbing question into{' '}
        <mark
          className="tag-coloured border-b-2 border-tag-stripe bg-tag-fill text-ink"
          style={tagColourVariables(tagPalette[4] ?? '')}
        >
          a doctrine of supply
        </mark>
        . What had been a matter for engineers became, within a decade, a matter of state.
      </p>
      <p className="prose-page mt-4" lang="zh">
        安全不再只是边界与军队的问题;水、粮食与信息同样决定一座港口能否存续。
      </p>
      <p className="prose-page mt-4" lang="ar" dir="rtl">
        لم يعد الأمن مسألة حدود وجيوش فحسب، بل صار مسألة ماء وغذاء ومعلومات.
      </p>
    </Section>
  )
}

/** The colours that tags have, on chips and on passages. */
function Tags() {
  return (
    <Section title="Tags">
      <div className="flex flex-wrap gap-2">
        {tagPalette.map((colour, index) => (
          <TagChip
            key={colour}
            name={names[index] ?? colour}
            colour={colour}
            path={index % 3 === 0 ? ['Security', names[index] ?? ''] : undefined}
            onRemove={index === 1 ? () => undefined : undefined}
            removeLabel="Remove Water"
          />
        ))}
      </div>
      <div className="mt-6 grid grid-cols-2 gap-x-8 gap-y-2 font-serif sm:grid-cols-4">
        {tagPalette.map((colour, index) => (
          <span key={colour} className="flex items-center gap-2">
            <TagDot colour={colour} />
            <span
              className="tag-coloured border-b-2 border-tag-stripe bg-tag-fill px-1"
              style={tagColourVariables(colour)}
            >
              passage on {names[index]?.toLowerCase()}
            </span>
          </span>
        ))}
      </div>
    </Section>
  )
}

/** Small marks beside words. */
function Marks() {
  return (
    <Section title="Marks">
      <div className="flex flex-wrap items-center gap-3">
        <Badge>Draft</Badge>
        <Badge tone="accent">Coder</Badge>
        <Badge tone="success">Saved</Badge>
        <Badge tone="warning">Private</Badge>
        <Badge tone="danger">Conflict</Badge>
        <Kbd>Enter</Kbd>
        <Kbd>.</Kbd>
        <AvatarInitials name="Mirela Ostrander" isAlone />
        <AvatarInitials name="林晓梅" isAlone />
        <AvatarInitials name="Teodor" size="small" isAlone />
      </div>
    </Section>
  )
}
