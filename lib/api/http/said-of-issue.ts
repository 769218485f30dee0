import type { z } from 'zod'
import { toldBy } from '@/lib/schemas/told'
import { say } from '@/lib/i18n/say'
import type { Said } from '@/lib/i18n/said'

/** One thing that zod found wrong. */
export type Issue = z.core.$ZodIssue

/** How much of what was sent a sentence repeats, in UTF-16 code units and in things. */
const most = { text: 40, things: 10 } as const

/** What zod found, as a sentence: that of the schema's own rule, or else one for each kind of fault. */
export function saidOf(issue: Issue): Said {
  const own = toldBy(issue.message)
  if (own) return own
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined && / received undefined$/.test(issue.message)
        ? say('faults.missing')
        : say('faults.wrongType', { expected: issue.expected })
    case 'too_small':
      return say('faults.tooSmall', { origin: issue.origin, limit: Number(issue.minimum) })
    case 'too_big':
      return say('faults.tooBig', { origin: issue.origin, limit: Number(issue.maximum) })
    case 'unrecognized_keys':
      return say('faults.unknownFields', {
        names: issue.keys.slice(0, most.things).map((key) => key.slice(0, most.text)),
      })
    case 'invalid_value':
      return say('faults.notAmong', { values: issue.values.slice(0, most.things).map(String) })
    case 'invalid_format':
      return say('faults.format', { format: issue.format })
    case 'not_multiple_of':
      return say('faults.multiple', { divisor: issue.divisor })
    case 'invalid_union':
      return say('faults.noneOfForms')
    case 'invalid_key':
    case 'invalid_element':
      return say('faults.insideWrong')
    case 'custom': {
      const said = (issue.params as { said?: Said } | undefined)?.said
      return said ?? say('faults.notRight', { reason: issue.message })
    }
  }
}
