'use client'

import { Input, TextField } from 'react-aria-components'
import { classNames } from './class-names'
import { CopyButton, useCopying } from './copying'
import { controlClasses, fieldClasses, FieldLabel, FieldNote } from './field'

/** A link or secret to be copied: all selected on focus, copied by the button, which says that it was. */
export function CopyField({
  label,
  value,
  help,
  isRefused,
  className,
}: {
  label: string
  value: string
  help?: string
  /** Whether the browser has refused to copy it already: then it is selected from the start. */
  isRefused?: boolean
  className?: string
}) {
  const { shown, refusal, ...copying } = useCopying<HTMLInputElement>(value, isRefused)
  return (
    <TextField value={value} isReadOnly isInvalid={refusal !== null} className={classNames(fieldClasses, className)}>
      <FieldLabel label={label} />
      <div className="flex gap-2">
        <Input
          ref={shown}
          onFocus={(event) => event.currentTarget.select()}
          className={classNames(controlClasses, 'h-9 truncate font-mono text-[0.8125rem]! pointer-coarse:h-11')}
        />
        <CopyButton copying={copying} />
      </div>
      <FieldNote help={help} error={refusal} />
    </TextField>
  )
}
