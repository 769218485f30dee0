import { classNames } from './class-names'

/** The letters that stand for a name: first and last word's initial, or the first two characters of a name without spaces in Han script. */
function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean)
  const first = [...(words[0] ?? '?')]
  if (words.length === 1)
    return /\p{Script=Han}/u.test(words[0] ?? '') ? first.slice(-2).join('') : (first[0] ?? '?').toLocaleUpperCase()
  const last = [...(words.at(-1) ?? '')]
  return `${first[0] ?? ''}${last[0] ?? ''}`.toLocaleUpperCase()
}

/** A person as initials in a ring. Put the name beside it, or give `isAlone` to have it spoken. */
export function AvatarInitials({
  name,
  size = 'regular',
  isAlone,
  className,
}: {
  name: string
  size?: 'small' | 'regular'
  isAlone?: boolean
  className?: string
}) {
  return (
    <span
      role={isAlone ? 'img' : undefined}
      aria-label={isAlone ? name : undefined}
      aria-hidden={isAlone ? undefined : true}
      title={isAlone ? name : undefined}
      data-initials={initialsOf(name)}
      className={classNames(
        // Drawn by the style sheet: letters in the text would be part of what a voice user has to say.
        'before:content-[attr(data-initials)] inline-grid shrink-0 place-items-center rounded-full border border-rule-strong bg-paper-raised font-medium text-ink-muted select-none',
        size === 'small' ? 'size-6 text-[0.625rem]' : 'size-8 text-xs',
        className,
      )}
    />
  )
}
