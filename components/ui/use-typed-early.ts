import { useLayoutEffect, useRef, type RefObject } from 'react'

/**
 * The field's reference, with which it keeps what was written into it before React listened: by a person on a slow connection, or by a password manager. React
 * takes over such a field without a word, and the next drawing would empty it. So the field says it once more, as the browser does.
 */
export function useTypedEarly<Field extends HTMLInputElement | HTMLTextAreaElement>(): RefObject<Field | null> {
  const reference = useRef<Field>(null)
  useLayoutEffect(() => {
    const field = reference.current
    if (!field || field.value === field.defaultValue) return
    const typed = field.value
    // React compares with what was set through the field itself, and hears what was set past it.
    field.value = field.defaultValue
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, typed)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }, [])
  return reference
}
