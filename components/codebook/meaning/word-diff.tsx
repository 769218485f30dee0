import { useTranslations } from 'use-intl'
import { wordChanges } from '@/lib/domain/codebook/word-changes'

/** Two texts as one, with what the later one leaves out struck through and what it has new underlined; the words say so to a screen reader. */
export function WordDiff({ before, after }: { before: string; after: string }) {
  const t = useTranslations('codebook.diff')
  return (
    <p dir="auto" className="max-w-prose font-serif text-base whitespace-pre-line text-ink">
      {wordChanges(before, after).map(({ kind, text }, i) => {
        if (kind === 'same') return <span key={i}>{text}</span>
        if (kind === 'removed')
          return (
            <del key={i} className="me-1 text-ink-muted decoration-danger">
              <span className="sr-only">{t('removed')} </span>
              {text}
              <span className="sr-only"> {t('end')} </span>
            </del>
          )
        return (
          <ins key={i} className="rounded-sm bg-success-soft decoration-success underline-offset-4">
            <span className="sr-only">{t('added')} </span>
            {text}
            <span className="sr-only"> {t('end')} </span>
          </ins>
        )
      })}
    </p>
  )
}
