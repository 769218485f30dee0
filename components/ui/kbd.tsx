import { classNames } from './class-names'

/** A key of the keyboard: `<Kbd>Enter</Kbd>`. `inverse` on a tooltip's dark ground. */
export function Kbd({ children, tone = 'paper' }: { children: string; tone?: 'paper' | 'inverse' }) {
  return (
    <kbd
      className={classNames(
        'inline-block min-w-5 shrink-0 rounded-sm border px-1 text-center font-sans text-[0.6875rem] leading-[1.35] font-medium whitespace-nowrap',
        tone === 'paper' ? 'border-rule bg-paper-sunken text-ink-muted' : 'border-current text-paper',
      )}
    >
      {children}
    </kbd>
  )
}
