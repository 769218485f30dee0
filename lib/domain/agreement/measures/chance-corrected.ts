import { failure, success } from '@/lib/domain/result'
import type { Agreement } from './undefined-reason'

/**
 * (observed - expected) / (1 - expected), the form all kappas share: 1 is full agreement, 0 what chance would give. Undefined where chance
 * alone would agree wholly.
 */
export function chanceCorrected(observed: number, expected: number): Agreement {
  return expected === 1 ? failure('no-variation') : success((observed - expected) / (1 - expected))
}
