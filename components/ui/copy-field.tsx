'use client'

import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { Input, TextField } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from './button'
import { classNames } from './class-names'
import { controlClasses, fieldClasses, FieldLabel, FieldNote } from './field'

/** A link or secret to be copied: all selected on focus, copied by the button, which says that it was. */
export function CopyField({
  label,
  value,
  help,
  className,
}: {
  label: string
  value: string
  help?: string
  className?: string
}) {
  const t = useTranslations('ui')
  const [state, setState] = useState<'ready' | 'copied' | 'refused'>('ready')
  const copy = () => {
    navigator.clipboard.writeText(value).then(
      () => setState('copied'),
      () => setState('refused'),
    )
  }
  return (
    <TextField value={value} isReadOnly isInvalid={state === 'refused'} className={classNames(fieldClasses, className)}>
      <FieldLabel label={label} />
      <div className="flex gap-2">
        <Input
          onFocus={(event) => event.currentTarget.select()}
          className={classNames(controlClasses, 'h-9 truncate font-mono text-[0.8125rem]! pointer-coarse:h-11')}
        />
        <Button icon={state === 'copied' ? <Check aria-hidden /> : <Copy aria-hidden />} onPress={copy}>
          <span aria-live="polite">{t(state === 'copied' ? 'copied' : 'copy')}</span>
        </Button>
      </div>
      <FieldNote help={help} error={state === 'refused' ? t('copyFailed') : null} />
    </TextField>
  )
}
