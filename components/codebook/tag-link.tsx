'use client'

import { useParams } from 'next/navigation'
import { TagChip, type TagChipProps } from '@/components/ui/tag-chip'
import { tagHref } from '@/lib/domain/codebook/tag-address'
import type { Tag } from '@/lib/schemas/tag'

/** A tag of the project one is in, as a chip that leads to its passages. */
export function TagLink({
  tag,
  ...rest
}: { tag: Pick<Tag, 'id' | 'name' | 'colour'> & { path?: readonly string[] } } & Pick<
  TagChipProps,
  'onRemove' | 'removeLabel'
>) {
  const { p } = useParams<{ p: string }>()
  return <TagChip name={tag.name} colour={tag.colour} path={tag.path} href={tagHref(p, tag.id)} {...rest} />
}
