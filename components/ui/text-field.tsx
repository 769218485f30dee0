'use client'

import { Input, TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from 'react-aria-components'
import { classNames } from './class-names'
import { controlClasses, fieldClasses, FieldLabel, FieldNote, type FieldTexts } from './field'
import { useTypedEarly } from './use-typed-early'

export interface TextFieldProps
  extends FieldTexts, Omit<AriaTextFieldProps, 'className' | 'style' | 'children' | 'isInvalid'> {
  placeholder?: string
}

/** One line of text. `<TextField label="Title" name="title" value={title} onChange={setTitle} error={errors.title} />` */
export function TextField({ label, isLabelHidden, help, error, className, placeholder, ...props }: TextFieldProps) {
  const typedEarly = useTypedEarly<HTMLInputElement>()
  return (
    <AriaTextField
      {...props}
      isInvalid={Boolean(error)}
      validationBehavior={props.validationBehavior ?? 'aria'}
      className={classNames(fieldClasses, className)}
    >
      <FieldLabel label={label} isLabelHidden={isLabelHidden} isRequired={props.isRequired} />
      <Input
        ref={typedEarly}
        placeholder={placeholder}
        dir="auto"
        className={classNames(controlClasses, 'h-9 pointer-coarse:h-11')}
      />
      <FieldNote help={help} error={error} />
    </AriaTextField>
  )
}
