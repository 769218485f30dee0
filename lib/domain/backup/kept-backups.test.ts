import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isBackupDue, keptBackups, lastNight, nextNight, usualRetention } from './kept-backups'

const times = fc.date({ min: new Date(2024, 0, 1), max: new Date(2028, 0, 1), noInvalidDate: true })
const day = 86_400_000

describe('which backups stay', () => {
  test('the newest does, never more than asked for, and what stays stays when it is asked again', () => {
    fc.assert(
      fc.property(fc.array(times, { minLength: 1, maxLength: 60 }), (made) => {
        const kept = keptBackups(made)
        const { days, weeks, months } = usualRetention
        expect(kept.size).toBeLessThanOrEqual(days + weeks + months)
        expect(kept).toContain(Math.max(...made.map((at) => at.getTime())))
        expect(keptBackups([...kept].map((time) => new Date(time)))).toEqual(kept)
        for (const time of kept) expect(made.map((at) => at.getTime())).toContain(time)
      }),
    )
  })

  test('one made each night leaves seven days, four weeks and six months to go back to, from when there are so many', () => {
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 400 }), (begun, nights) => {
        let kept: Date[] = []
        for (let night = 0; night < nights; night += 1) {
          const at = new Date(begun.getFullYear(), begun.getMonth(), begun.getDate() + night, 3, 5)
          kept = [...keptBackups([...kept, at])].map((time) => new Date(time))
        }
        const newest = Math.max(...kept.map((at) => at.getTime()))
        const ages = kept.map((at) => Math.round((newest - at.getTime()) / day))
        for (let age = 0; age < Math.min(7, nights); age += 1) expect(ages).toContain(age)
        // Of each of the last weeks and months there is one, so the oldest lies as far back as those reach.
        if (nights >= 28) expect(Math.max(...ages)).toBeGreaterThanOrEqual(15)
        if (nights >= 200) expect(Math.max(...ages)).toBeGreaterThanOrEqual(4 * 28)
      }),
    )
  })
})

describe('a backup', () => {
  test('is due once a night, whenever the server runs', () => {
    const setUp = new Date(2026, 10, 1)
    const at = (dayOfMonth: number, hour: number) => new Date(2026, 10, dayOfMonth, hour)
    expect(isBackupDue(at(5, 2), { setUp, newest: at(4, 3) })).toBe(false)
    expect(isBackupDue(at(5, 3), { setUp, newest: at(4, 3) })).toBe(true)
    expect(isBackupDue(at(5, 14), { setUp, newest: at(4, 23) })).toBe(true)
    expect(isBackupDue(at(5, 14), { setUp, newest: at(5, 4) })).toBe(false)
    expect(isBackupDue(at(9, 14), { setUp, newest: at(5, 4) })).toBe(true)
    expect(isBackupDue(at(5, 14), { setUp, newest: null })).toBe(true)
  })

  test('is not due where nobody has an account, or since a night that has not come', () => {
    const now = new Date(2026, 10, 5, 14)
    expect(isBackupDue(now, { setUp: null, newest: null })).toBe(false)
    expect(isBackupDue(now, { setUp: new Date(2026, 10, 5, 9), newest: null })).toBe(false)
  })

  test('is due again with the next night, which comes within a day and an hour of any', () => {
    fc.assert(
      fc.property(times, (now) => {
        const [last, next] = [lastNight(now), nextNight(now)]
        expect(last <= now && now < next).toBe(true)
        expect(next.getTime() - last.getTime()).toBeLessThanOrEqual(25 * 3_600_000)
        expect(isBackupDue(now, { setUp: new Date(0), newest: now })).toBe(false)
        expect(isBackupDue(next, { setUp: new Date(0), newest: now })).toBe(true)
      }),
    )
  })
})
