import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asCoefficient, coefficientText, rounded, roundedShare, shareText } from './rounded'

test.each([
  [0.996, '0.996'],
  [0.99996, '>\u00a00.9999'],
  [0.004, '0.004'],
  [0.00004, '<\u00a00.0001'],
  [-0.001, '\u22120.001'],
  [-0.00001, '>\u00a0\u22120.0001'],
  [-0.9999999, '<\u00a0\u22120.9999'],
  [-0.996, '\u22120.996'],
  [0, '0.00'],
  [-0, '0.00'],
  [1, '1.00'],
  [1 - 1e-15, '1.00'],
  [-1, '\u22121.00'],
  [0.5, '0.50'],
  [1.004, '1.004'],
])('the coefficient %f reads %s', (value, text) => {
  expect(coefficientText(value)).toBe(text)
})

test.each([
  [0.996, '99.6%'],
  [0.9999, '99.99%'],
  [0.999999, '>\u00a099.99%'],
  [0.00001, '<\u00a00.01%'],
  [0.004, '0.4%'],
  [1, '100%'],
  [0, '0%'],
  [0.95, '95%'],
  [0.5, '50%'],
])('the share %f reads %s', (value, text) => {
  expect(shareText(value)).toBe(text)
  const { value: percent, relation } = roundedShare(value)
  expect(relation === 'about' && (percent === 0 || percent === 100)).toBe(value === 0 || value === 1)
})

test('law: a figure reads as a landmark only where it is one, is never further off than half its last decimal, and a bound is on the right side', () => {
  const anyFigure = fc.oneof(
    fc.double({ min: -1, max: 1, noNaN: true }),
    fc.double({ min: -1e-3, max: 1e-3, noNaN: true }),
    fc.double({ min: 0.99, max: 1, noNaN: true }),
    fc.constantFrom(-1, 0, 1),
  )
  fc.assert(
    fc.property(anyFigure, (value) => {
      const { value: shown, decimals, relation } = rounded(value, asCoefficient)
      expect(Object.is(shown, -0)).toBe(false)
      const isLandmark = asCoefficient.landmarks.some((landmark) => Math.abs(landmark - value) <= 1e-12)
      if (asCoefficient.landmarks.includes(shown)) expect(isLandmark).toBe(true)
      if (relation === 'about') expect(Math.abs(shown - value)).toBeLessThanOrEqual(0.5 * 10 ** -decimals + 1e-12)
      if (relation === 'over') expect(value).toBeGreaterThan(shown)
      if (relation === 'under') expect(value).toBeLessThan(shown)
      expect(decimals).toBeGreaterThanOrEqual(2)
      expect(decimals).toBeLessThanOrEqual(4)
    }),
  )
})

test.each([
  [0.6656, 0.666, 'about'],
  [0.6668, 0.6668, 'about'],
  [0.66699, 0.6669, 'over'],
  [0.667, 0.67, 'about'],
  [0.7996, 0.7996, 'about'],
  [0.8, 0.8, 'about'],
  [0.8004, 0.8, 'about'],
  [0.6632, 0.66, 'about'],
])('%f, which has a bound beside it, reads %f (%s) and never as beyond it', (value, shown, relation) => {
  expect(rounded(value, { ...asCoefficient, bounds: [0.667, 0.8] })).toMatchObject({ value: shown, relation })
})
