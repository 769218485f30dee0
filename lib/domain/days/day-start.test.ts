import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isStorableTime } from '@/lib/domain/storable/storable-time'
import { dayAfter, dayStart, isTimeZone, momentOf } from './day-start'

test.each([
  ['2026-11-28', 'UTC', '2026-11-28T00:00:00.000Z'],
  ['2026-11-28', 'Asia/Shanghai', '2026-11-27T16:00:00.000Z'],
  ['2026-11-28', 'America/Los_Angeles', '2026-11-28T08:00:00.000Z'],
  ['2026-07-01', 'Europe/Berlin', '2026-06-30T22:00:00.000Z'],
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
  ['2026-11-28', 'Asia/Kathmandu', '2026-11-27T18:15:00.000Z'],
  // Midnight did not exist: the clocks went from 23:59:59 to 01:00.
  ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
  // Samoa went from the 29th to the 31st.
  ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ['2026-11-28', 'Pacific/Kiritimati', '2026-11-27T10:00:00.000Z'],
])('%s in %s begins at %s', (day, zone, instant) => {
  expect(dayStart(day, zone).toISOString()).toBe(instant)
  expect(momentOf(day, zone).toISOString()).toBe(instant)
})

const zones = [
  'UTC',
  'Asia/Shanghai',
  'America/New_York',
  'Europe/London',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Pacific/Chatham',
  'Africa/Casablanca',
]
const shown = (instant: Date, timeZone: string) => new Intl.DateTimeFormat('sv', { timeZone }).format(instant)

test('law: at its beginning the calendar shows the day, and a millisecond before it does not', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
      fc.constantFrom(...zones),
      (date, zone) => {
        const day = date.toISOString().slice(0, 10)
        const start = dayStart(day, zone)
        expect(shown(start, zone)).toBe(day)
        expect(shown(new Date(start.getTime() - 1), zone) < day).toBe(true)
        expect(dayStart(dayAfter(day), zone).getTime()).toBeGreaterThan(start.getTime())
      },
    ),
  )
})

test('law: what a day or a time names can be asked of the database, at the edges of the calendar too', () => {
  const day = fc.constantFrom('0001-01-01', '0001-01-02', '9999-12-30', '9999-12-31')
  const clock = fc.constantFrom('', 'T00:00:00Z', 'T00:00:00+23:59', 'T23:59:59.999-23:59')
  fc.assert(
    fc.property(day, clock, fc.constantFrom(...zones, 'Etc/GMT-14', 'Etc/GMT+12'), (date, time, zone) => {
      expect(isStorableTime(momentOf(date + time, zone).toISOString())).toBe(true)
    }),
  )
  expect(momentOf('0001-01-01', 'Etc/GMT-14')).toEqual(momentOf('0001-01-01', 'UTC'))
})

test('a time is itself, and what is no zone is told', () => {
  expect(momentOf('2026-11-28T12:00:00+08:00', 'Asia/Shanghai').toISOString()).toBe('2026-11-28T04:00:00.000Z')
  expect(['Asia/Shanghai', 'Mars/Olympus', ''].map(isTimeZone)).toEqual([true, false, false])
  expect(['2026-12-31', '2024-02-28', 'soon'].map(dayAfter)).toEqual(['2027-01-01', '2024-02-29', 'soon'])
})
