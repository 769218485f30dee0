import type { ValueFault } from '@/lib/domain/documents/attribute-values'
import { say } from '@/lib/i18n/say'
import type { Said } from '@/lib/i18n/said'

/** What a value of an attribute must be, where it is not. */
export function valueFault(fault: ValueFault): Said {
  if (fault.must !== 'choice') return say('faults.value', { must: fault.must })
  const { choices, more } = fault
  if (choices.length === 0) return say('faults.noChoices')
  return more === 0 ? say('faults.choice', { choices }) : say('faults.choiceOfMore', { choices, more })
}
