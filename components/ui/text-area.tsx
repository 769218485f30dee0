'use client'

import { TextArea as AriaTextArea, TextField, type TextFieldProps } from 'react-aria-components'
import { classNames } from './class-names'
import { controlClasses, fieldClasses, FieldLabel, FieldNote, type FieldTexts } from './field'
import { useTypedEarly } from './use-typed-early'

export interface TextAreaProps
  extends FieldTexts, Omit<TextFieldProps, 'className' | 'style' | 'children' | 'isInvalid' | 'type'> {
  placeholder?: string
  /** Lines shown at first; it grows with its text where the browser can (field-sizing). */
  rows?: number
}

/** Several lines of text. `<TextArea label="Definition" rows={4} value={text} onChange={setText} />` */
export function TextArea({
  label,
  isLabelHidden,
  help,
  error,
  className,
  placeholder,
  rows = 3,
  ...props
}: TextAreaProps) {
  const typedEarly = useTypedEarly<HTMLTextAreaElement>()
  return (
    <TextField
      {...props}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      className={classNames(fieldClasses, className)}
    >
      <FieldLabel label={label} isLabelHidden={isLabelHidden} isRequired={props.isRequired} />
      <AriaTextArea
        ref={typedEarly}
        rows={rows}
        // A field sized by its content forgets its rows; this keeps them as the least height.
        style={{ minHeight: `${rows * 1.5 + 1}rem` }}
        dir="auto"
        placeholder={placeholder}
        className={classNames(controlClasses, 'field-sizing-content max-h-96 resize-y py-2 leading-relaxed')}
      />
      <FieldNote help={help} error={error} />
    </TextField>
  )
}
