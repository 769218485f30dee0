'use client'

import { useId, useState, type KeyboardEvent } from 'react'
import { classNames } from '@/components/ui/class-names'
import { ProblemError } from '@/lib/browser/api'

export interface InlineInputProps {
  label: string
  value: string
  /** Given: the value is one of these, and choosing saves. */
  choices?: readonly { value: string; label: string }[]
  placeholder?: string
  inputMode?: 'text' | 'decimal'
  maxLength?: number
  /** Refuses with a sentence, or a ProblemError, whose first field fault is shown. */
  onSave: (value: string) => Promise<void>
  /** Saved, unchanged or given up: the value is shown again. */
  onDone: () => void
}

/** A value being edited where it stands. Enter and leaving the field save, Escape gives up; a refusal is said below and the field stays. */
export function InlineInput({
  label,
  value: stored,
  choices,
  placeholder,
  inputMode,
  maxLength,
  onSave,
  onDone,
}: InlineInputProps) {
  const [value, setValue] = useState(stored)
  const { save, error, isPending, forgetError } = useSaving(stored, onSave, onDone)
  const noteId = useId()
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') void save(value)
    if (event.key === 'Escape') onDone()
  }
  const common = {
    'aria-label': label,
    'aria-invalid': error !== null,
    'aria-describedby': error === null ? undefined : noteId,
    // The person pressed the value to type here.
    ref: (element: HTMLInputElement | HTMLSelectElement | null) => element?.focus(),
    className: classNames(
      'h-8 w-full min-w-32 rounded-sm border bg-paper-raised px-2 text-sm text-ink outline-none focus:outline-2 focus:-outline-offset-1 focus:outline-focus',
      error === null ? 'border-rule-strong' : 'border-danger',
      isPending && 'opacity-60',
    ),
  }
  return (
    <span className="block text-start">
      {choices ? (
        <select
          {...common}
          value={value}
          onKeyDown={onKeyDown}
          onBlur={() => void save(value)}
          onChange={(event) => (setValue(event.target.value), void save(event.target.value))}
        >
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...common}
          dir="auto"
          value={value}
          placeholder={placeholder}
          inputMode={inputMode}
          maxLength={maxLength}
          onKeyDown={onKeyDown}
          onBlur={() => void save(value)}
          onChange={(event) => (setValue(event.target.value), forgetError())}
        />
      )}
      {error && (
        <span id={noteId} role="alert" className="mt-1 block max-w-64 text-[0.8125rem] text-danger">
          {error}
        </span>
      )}
    </span>
  )
}

/** Saves what differs from what is stored, one saving at a time, and keeps why it was refused. */
function useSaving(stored: string, onSave: InlineInputProps['onSave'], onDone: InlineInputProps['onDone']) {
  const [error, setError] = useState<string | null>(null)
  const [isPending, setPending] = useState(false)
  const save = async (next: string) => {
    if (isPending) return
    if (next.trim() === stored.trim()) return onDone()
    setPending(true)
    try {
      await onSave(next.trim())
      onDone()
    } catch (problem) {
      setError(
        problem instanceof ProblemError
          ? (problem.errors[0]?.message ?? problem.message)
          : String(problem instanceof Error ? problem.message : problem),
      )
    } finally {
      setPending(false)
    }
  }
  return { save, error, isPending, forgetError: () => setError(null) }
}
