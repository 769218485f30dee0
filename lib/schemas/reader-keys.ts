import { z } from 'zod'
import { isWrittenKey, keyConflicts, keysWith, readingCommands } from '@/lib/domain/reading/reader-keys'
import { told } from './told'
import { say } from '@/lib/i18n/say'

const writtenKey = z
  .string()
  .max(40)
  .refine(isWrittenKey, told(say('faults.readerKey')))
  .meta({ examples: ['j', 'Shift+j', 'Shift+Alt+ArrowRight'] })

export const readerKeys = z.partialRecord(z.enum(readingCommands), z.array(writtenKey).max(4))

/** The changed keys as somebody sends them: no key may mean two things. */
export const ownReaderKeys = readerKeys
  .superRefine((own, context) => {
    for (const { key, commands } of keyConflicts(keysWith(own))) {
      for (const command of commands.filter((each) => own[each] !== undefined)) {
        context.addIssue({
          code: 'custom',
          path: [command],
          params: {
            said: say('faults.keyTwice', { key, commands: commands.filter((other) => other !== command) }),
          },
        })
      }
    }
  })
  .meta({
    description: 'Takes the place of all that you have changed; {} has every key as usual. No key may mean two things',
  })
