'use client'

import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { Button, Input, TextField } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'
import { controlClasses, fieldClasses, FieldLabel, FieldNote } from '@/components/ui/field'
import { useTypedEarly } from '@/components/ui/use-typed-early'

export interface PasswordFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  /** `new-password` lets the browser propose one, `current-password` fill the kept one in. */
  autoComplete: 'new-password' | 'current-password'
  help?: string
  error?: string | null
  autoFocus?: boolean
}

/** A password, hidden unless its owner wants to see what they type. */
export function PasswordField({ label, help, error, ...props }: PasswordFieldProps) {
  const typedEarly = useTypedEarly<HTMLInputElement>()
  const t = useTranslations('ui')
  const [isShown, setShown] = useState(false)
  const Icon = isShown ? EyeOff : Eye
  return (
    <TextField
      {...props}
      name="password"
      type={isShown ? 'text' : 'password'}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      className={fieldClasses}
    >
      <FieldLabel label={label} />
      <div className="relative flex items-center">
        <Input
          ref={typedEarly}
          dir="ltr"
          maxLength={256}
          className={classNames(controlClasses, 'h-9 pe-11! pointer-coarse:h-11')}
        />
        <Button
          aria-label={t(isShown ? 'hidePassword' : 'showPassword')}
          onPress={() => setShown(!isShown)}
          className="absolute end-1 grid size-7 pointer-coarse:size-11 place-items-center rounded-md text-ink-muted focus-ring data-hovered:text-ink"
        >
          <Icon aria-hidden className="size-4" />
        </Button>
      </div>
      <FieldNote help={help} error={error} />
    </TextField>
  )
}
