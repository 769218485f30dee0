/** Goes to the first field of a form that is wrong, after an attempt that failed: it gets the focus and is brought to the middle, clear of what sticks to the edges. */
export function focusFirstInvalid(form: HTMLElement | null): void {
  const field = form?.querySelector<HTMLElement>('[data-invalid] :is(input, textarea, button, a)')
  field?.focus({ preventScroll: true })
  field?.closest('fieldset, [data-invalid]')?.scrollIntoView({ block: 'center' })
}
