'use client'

import { useEffect, useRef, type FormEvent } from 'react'

export interface NameInputProps {
  /** Spoken. */
  label: string
  name: string
  /** What was typed before and not taken: it stands in the field, and leaving it as it is does not ask again. */
  untaken: string | null
  /** Given the trimmed name, which is never empty; a refusal is shown by the caller. */
  onName: (name: string) => void
  onCancel: () => void
}

/** A name being typed in its row of the tree. Enter and leaving it keep the name; an empty one cancels. Escape is the tree's to handle. */
export function NameInput({ label, name, untaken, onName, onCancel }: NameInputProps) {
  const input = useRef<HTMLInputElement>(null)
  const settled = useRef(false)
  useEffect(() => {
    // The tree gives the focus to the row first; the input takes it afterwards.
    const frame = requestAnimationFrame(() => {
      input.current?.focus()
      input.current?.select()
    })
    return () => cancelAnimationFrame(frame)
  }, [])
  const settle = () => {
    if (settled.current) return
    settled.current = true
    const typed = input.current?.value.trim() ?? ''
    if (typed === '' || typed === name) onCancel()
    else onName(typed)
  }
  const leave = () => {
    if (untaken === null || input.current?.value !== untaken) settle()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    settle()
  }
  const keep = (event: { stopPropagation: () => void }) => event.stopPropagation()
  return (
    // A press inside must place the caret, not choose or drag the row.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- see above
    <form onSubmit={submit} onPointerDown={keep} onMouseDown={keep} onClick={keep} className="min-w-0 flex-1">
      <input
        ref={input}
        aria-label={label}
        placeholder={name === '' ? label : undefined}
        defaultValue={untaken ?? name}
        maxLength={200}
        dir="auto"
        onBlur={leave}
        className="h-7 w-full rounded-md border border-rule-strong bg-paper-raised px-2 text-sm outline-none placeholder:text-ink-muted focus:border-focus focus:outline-2 focus:-outline-offset-1 focus:outline-focus"
      />
    </form>
  )
}
