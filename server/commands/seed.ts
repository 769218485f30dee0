import { hashPassword } from '@/lib/auth/passwords'
import { seedDemoProject } from '@/lib/demo/seed-demo-project'
import { generateScale } from '@/seed/scale/generate-scale'
import { passwordFrom, readArguments } from './arguments'
import { UsageError, type Command } from './command'

/** Makes the demo project, or says that it is there. With --password-stdin its three coders can sign in. */
export const seedDemo: Command = (args) => {
  const { values } = readArguments(args, { 'password-stdin': { type: 'boolean' }, json: { type: 'boolean' } } as const)
  return async ({ db, now, root, print, readInput }) => {
    const passwordHash = values['password-stdin'] ? await hashPassword(passwordFrom(await readInput())) : undefined
    const made = await seedDemoProject(db, { now, root, passwordHash })
    if (values.json) print(JSON.stringify(made))
    else
      print(
        made.created
          ? `Made the demo project ${made.projectId}`
          : `The demo project is there already: ${made.projectId}`,
      )
  }
}

const scaleOptions = {
  documents: { type: 'string' },
  annotations: { type: 'string' },
  coders: { type: 'string' },
  size: { type: 'string' },
  json: { type: 'boolean' },
} as const

/** Makes a large project of invented text. */
export const seedScale: Command = (args) => {
  const { values } = readArguments(args, scaleOptions, ['documents', 'annotations', 'coders'])
  const options = {
    documents: wholeNumber('documents', values.documents, 1, 100_000),
    annotations: wholeNumber('annotations', values.annotations, 0, 10_000_000),
    coders: wholeNumber('coders', values.coders, 1, 1_000),
    size: wholeNumber('size', values.size ?? '30000', 100, 20_000_000),
  }
  return async ({ db, now, print }) => {
    const begun = Date.now()
    const made = await generateScale(db, { ...options, now })
    if (values.json) print(JSON.stringify(made))
    else
      print(
        `Made project ${made.projectId} (lead: ${made.lead.email}) in ${((Date.now() - begun) / 1000).toFixed(1)} s`,
      )
  }
}

function wholeNumber(name: string, text: string | undefined, least: number, most: number): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < least || value > most)
    throw new UsageError(`--${name} must be a whole number from ${least} to ${most}.`)
  return value
}
