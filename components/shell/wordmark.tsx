import { classNames } from '@/components/ui/class-names'

/** The name of the house, set in its face. The caller makes it a link where it is one. */
export function Wordmark({ size = 'running', className }: { size?: 'running' | 'title'; className?: string }) {
  return (
    <span
      translate="no"
      className={classNames(
        'font-serif text-ink',
        size === 'title' ? 'text-3xl font-light tracking-[-0.02em]' : 'text-[1.1875rem] font-medium tracking-[-0.01em]',
        className,
      )}
    >
      Commonplace
    </span>
  )
}
