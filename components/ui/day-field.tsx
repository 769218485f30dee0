'use client'

import { parseDate, type DateValue } from '@internationalized/date'
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react'
import { useState, useSyncExternalStore } from 'react'
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  DateInput,
  DatePicker,
  DateSegment,
  Dialog,
  Group,
  Heading,
  Popover,
} from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button as OwnButton } from './button'
import { classNames } from './class-names'
import { controlClasses, fieldClasses, FieldLabel, FieldNote, type FieldTexts } from './field'
import { sheetClasses } from './list-item'

export interface DayFieldProps extends FieldTexts {
  /** YYYY-MM-DD, or empty where no day is given. */
  value: string
  onChange: (day: string) => void
}

/** A year that somebody is still typing the digits of is no day yet. */
const firstYear = 1000

/**
 * A day, typed part by part in the order of the reader's language or chosen in a calendar. `<DayField label="Due" value={day} onChange={setDay} />`. Dates that may be
 * known less exactly, such as those of documents, are typed into a `TextField`.
 */
export function DayField({ label, isLabelHidden, help, error, className, value, onChange }: DayFieldProps) {
  const t = useTranslations('ui')
  // Nothing is typed into it before its scripts have come: it could not be kept.
  const isAlive = useSyncExternalStore(neverChanges, inBrowser, onServer)
  const [begun, setBegun] = useState<{ after: string; date: DateValue } | null>(null)
  const shown = begun?.after === value ? begun.date : dayIn(value)
  const choose = (date: DateValue | null) => {
    const isBegun = date !== null && date.year < firstYear
    setBegun(isBegun ? { after: value, date } : null)
    if (!isBegun) onChange(date?.toString() ?? '')
  }
  return (
    <DatePicker
      value={shown}
      onChange={choose}
      isReadOnly={!isAlive}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      className={classNames(fieldClasses, className)}
    >
      <FieldLabel label={label} isLabelHidden={isLabelHidden} />
      <Group
        className={({ isFocusWithin, isInvalid }) =>
          classNames(
            controlClasses,
            'flex h-9 items-center ps-2.5! pe-1! pointer-coarse:h-11',
            isFocusWithin && 'border-focus outline-2! -outline-offset-1 outline-focus!',
            isInvalid && 'border-danger',
          )
        }
      >
        <DateInput className="flex min-w-0 flex-1 tabular-nums">
          {(segment) => (
            <DateSegment
              segment={segment}
              className="rounded-xs px-px whitespace-pre text-ink outline-none data-focused:bg-accent data-focused:text-accent-ink data-placeholder:text-ink-muted data-focused:data-placeholder:text-accent-ink pointer-coarse:py-2 data-[type=literal]:px-0 data-[type=literal]:text-ink-muted"
            />
          )}
        </DateInput>
        <Button className="grid size-7 shrink-0 place-items-center rounded-sm text-ink-muted focus-ring data-hovered:text-ink pointer-coarse:size-11">
          <CalendarDays aria-hidden className="size-4" />
        </Button>
      </Group>
      <FieldNote help={help} error={error} />
      <Popover offset={4} className={classNames(sheetClasses, 'p-3')}>
        <Dialog className="outline-none">
          {({ close }) => (
            <>
              <DayCalendar />
              {value !== '' && (
                <OwnButton
                  slot={null}
                  size="small"
                  tone="plain"
                  onPress={() => {
                    choose(null)
                    close()
                  }}
                >
                  {t('noDay')}
                </OwnButton>
              )}
            </>
          )}
        </Dialog>
      </Popover>
    </DatePicker>
  )
}

const turn =
  'grid size-8 place-items-center rounded-md text-ink focus-ring data-disabled:opacity-40 data-hovered:bg-paper-sunken pointer-coarse:size-11'

function DayCalendar() {
  return (
    <Calendar className="w-fit">
      <header className="mb-1 flex items-center gap-1">
        <Button slot="previous" className={turn}>
          <ChevronLeft aria-hidden className="size-4 rtl:-scale-x-100" />
        </Button>
        <Heading className="flex-1 text-center text-sm font-medium text-ink" />
        <Button slot="next" className={turn}>
          <ChevronRight aria-hidden className="size-4 rtl:-scale-x-100" />
        </Button>
      </header>
      <CalendarGrid className="border-separate border-spacing-0.5">
        <CalendarGridHeader>
          {(day) => <CalendarHeaderCell className="pb-1 text-xs font-normal text-ink-muted">{day}</CalendarHeaderCell>}
        </CalendarGridHeader>
        <CalendarGridBody>
          {(date) => (
            <CalendarCell
              date={date}
              className="grid size-8 cursor-default place-items-center rounded-md text-sm text-ink tabular-nums focus-ring data-outside-month:hidden data-hovered:bg-paper-sunken data-selected:bg-accent data-selected:text-accent-ink forced-colors:data-selected:outline-2 forced-colors:data-selected:outline-[Highlight] pointer-coarse:size-11"
            />
          )}
        </CalendarGridBody>
      </CalendarGrid>
    </Calendar>
  )
}

const neverChanges = () => () => {}
const inBrowser = () => true
const onServer = () => false

/** The day that a text says; null where it says none, as in an address that somebody wrote. */
function dayIn(text: string): DateValue | null {
  try {
    return text === '' ? null : parseDate(text)
  } catch {
    return null
  }
}
