'use client'

import { LoaderCircle } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { ReactNode } from 'react'
import { Button as AriaButton, Link, type ButtonProps as AriaButtonProps, type LinkProps } from 'react-aria-components'
import { classNames } from './class-names'

/** primary: the one thing this view is for. quiet: everything beside it. plain: no edge, in toolbars. danger: takes something away. */
export type ButtonTone = 'primary' | 'quiet' | 'plain' | 'danger'
export type ButtonSize = 'regular' | 'small'

const tones: Record<ButtonTone, string> = {
  primary:
    'border-accent bg-accent text-accent-ink data-hovered:border-accent-strong data-hovered:bg-accent-strong data-pressed:bg-accent-strong',
  quiet:
    'border-rule-strong bg-paper-raised text-ink data-hovered:border-ink-muted data-hovered:bg-paper-sunken data-pressed:bg-paper-sunken',
  plain: 'border-transparent text-ink data-hovered:bg-paper-sunken data-pressed:bg-paper-sunken',
  danger:
    'border-danger bg-danger text-danger-ink data-hovered:border-danger-strong data-hovered:bg-danger-strong data-pressed:bg-danger-strong',
}
const sizes: Record<ButtonSize, string> = {
  regular: 'min-h-9 px-4 py-1.5 text-sm pointer-coarse:min-h-11',
  small: 'min-h-7 px-2.5 py-0.5 text-[0.8125rem] pointer-coarse:min-h-11 pointer-coarse:min-w-11',
}

/** The classes of a button, for the rare element that must look like one. */
export function buttonClasses(tone: ButtonTone = 'quiet', size: ButtonSize = 'regular'): string {
  return classNames(
    'relative inline-flex cursor-default items-center justify-center gap-2 rounded-md border font-medium whitespace-nowrap select-none print:hidden',
    'transition-colors duration-100 focus-ring data-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
    tones[tone],
    sizes[size],
  )
}

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  children: ReactNode
  tone?: ButtonTone
  size?: ButtonSize
  /** A lucide icon before the text: `icon={<Plus />}`. */
  icon?: ReactNode
  className?: string
}

/**
 * A button. `<Button tone="primary" onPress={save} isPending={saving}>Save</Button>`; `type="submit"` in a form.
 * While `isPending` it keeps its width and focus, ignores presses and says that it is working.
 */
export function Button({ children, tone = 'quiet', size = 'regular', icon, className, ...props }: ButtonProps) {
  const t = useTranslations('ui')
  return (
    <AriaButton {...props} className={classNames(buttonClasses(tone, size), className)}>
      {({ isPending }) => (
        <>
          <span className={classNames('inline-flex items-center gap-2', isPending && 'opacity-0')}>
            {icon}
            {children}
          </span>
          {isPending && (
            <span role="progressbar" aria-label={t('working')} className="absolute inset-0 grid place-items-center">
              <LoaderCircle aria-hidden className="animate-spin" />
            </span>
          )}
        </>
      )}
    </AriaButton>
  )
}

export interface ButtonLinkProps extends Omit<LinkProps, 'className' | 'style' | 'children'> {
  href: string
  children: ReactNode
  tone?: ButtonTone
  size?: ButtonSize
  icon?: ReactNode
  className?: string
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function ButtonLink({ children, tone = 'quiet', size = 'regular', icon, className, ...props }: ButtonLinkProps) {
  return (
    <Link {...props} className={classNames(buttonClasses(tone, size), className)}>
      {icon}
      {children}
    </Link>
  )
}
