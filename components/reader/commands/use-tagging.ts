'use client'

import { useTranslations } from 'use-intl'
import { showToast } from '@/components/ui/toast'
import { useLastTags } from '@/lib/browser/reader/use-last-tags'
import type { CodingTasks } from '@/lib/browser/rounds/use-coding-tasks'
import { namedTag } from '@/lib/domain/reading/match-tags'
import { inVivoName } from '@/lib/domain/reading/new-tag'
import type { Tag } from '@/lib/schemas/tag'
import { useMarking } from './use-marking'
import { usePicking, type PickingNeeds } from './use-picking'

interface TaggingNeeds extends PickingNeeds {
  coding: CodingTasks
  projectId: string
  viewerId: string
  may: { annotate: boolean; createTags: boolean }
}

/** The longest name that a tag may have. */
const longestName = 200

/** Giving tags to passages: by the picker, by repeating, by pinned keys, and with the words themselves as a tag. */
export function useTagging(needs: TaggingNeeds) {
  const { reading, coding, rounds, projectId, viewerId, may, own } = needs
  const t = useTranslations('reader')
  const { cursor, passages, announce } = reading
  const [lastTagIds, keepLast] = useLastTags(projectId, viewerId, reading.tagsById)
  const marking = useMarking(reading, coding, viewerId)
  const picking = usePicking(needs, marking, keepLast)

  /** Adds a tag to the codebook, and says so. */
  const createTag = async (name: string, parentId: string | null = null) => {
    const tag = await reading.createTag(name, parentId)
    const said = t(tag.blindRoundId === null ? 'said.newTag' : 'said.newBlindTag', { name: tag.name })
    if (tag.blindRoundId !== null) showToast({ title: said })
    reading.preface(said)
    return tag
  }
  const applyTags = (tagIds: readonly string[]): boolean => {
    const span = cursor.selection ?? cursor.cursor
    if (!may.annotate) return false
    if (tagIds.length === 0) {
      announce(t('said.noTagsYet'))
      return true
    }
    if (own && !cursor.selection) {
      if (rounds.isFrozen(own)) return true
      if (tagIds.every((id) => own.tagIds.includes(id))) announce(t('said.already'))
      else passages.change(own.id, { tagIds: [...new Set([...own.tagIds, ...tagIds])] })
    } else if (span) {
      if (rounds.isRefused(span)) return true
      marking.mark(span, { tagIds: [...tagIds], note: '', visibility: rounds.visibilityFor(span) })
      keepLast(tagIds)
    } else announce(t('said.chooseFirst'))
    return true
  }
  const tagInVivo = useInVivo(needs, createTag, applyTags)
  return { createTag, lastTagIds, ...picking, applyTags, tagInVivo }
}

/** Makes a tag of the selected words, or takes the one that has this name, and gives it to them. */
function useInVivo(
  { reading, rounds, may, own }: TaggingNeeds,
  createTag: (name: string) => Promise<Tag>,
  applyTags: (tagIds: readonly string[]) => void,
) {
  const t = useTranslations('reader')
  const { cursor, announce } = reading
  const refuse = (title: string) => {
    announce(title)
    showToast({ title })
  }
  return async (): Promise<void> => {
    const span = cursor.selection ?? own ?? cursor.cursor
    if (!span) return announce(t('said.chooseFirst'))
    if (rounds.isRefused(span)) return
    const name = inVivoName(reading.quoteOf(span))
    const known = namedTag(
      reading.tags.filter((tag) => tag.archivedAt === null),
      name,
    )
    if (!known && !may.createTags) return refuse(t('inVivo.closed'))
    if (name === '' || name.length > longestName) return refuse(t('inVivo.tooLong', { most: longestName }))
    try {
      const tag = known ?? (await createTag(name))
      applyTags([tag.id])
    } catch (error) {
      showToast({
        tone: 'danger',
        title: t('inVivo.failed', { name }),
        description: error instanceof Error ? error.message : undefined,
      })
    }
  }
}
