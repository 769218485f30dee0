import { z } from 'zod'
import { isWrittenKey, keyConflicts, keysWith, readingCommands } from '@/lib/domain/reading/reader-keys'

const writtenKey = z
  .string()
  .max(40)
  .refine(
    isWrittenKey,
    'Not a key that the reader can have. Write it as "j", "Shift+j", "." or "Alt+ArrowDown"; Tab and keys with Ctrl or Meta stay the browser’s',
  )
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
          message: `"${key}" is also the key of ${commands.filter((other) => other !== command).join(', ')}`,
        })
      }
    }
  })
  .meta({
    description: 'Takes the place of all that you have changed; {} has every key as usual. No key may mean two things',
  })
