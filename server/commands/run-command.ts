import { everyTextReady } from '@/lib/data/search/under-way'
import { ownValue } from '@/lib/domain/own-value'
import { text } from 'node:stream/consumers'
import { connect } from '@/lib/data/database/client'
import { env, givenEnv } from '@/lib/env'
import { openInstance, type Instance } from '@/server/instance/open-instance'
import { diskTrouble, requireWritable, StartError } from '../instance/explain.mjs'
import { UsageError, type Command, type CommandContext } from './command'
import { fileTrouble } from './file-trouble'
import { commands, type Entry } from './registry'

/**
 * Runs one command and answers its exit status: 0 done, 1 could not be done (one line on standard error), 2 wrong usage.
 * Works beside a running server, on DATABASE_URL, or alone on the embedded database, which it then starts and stops.
 */
export async function runCommand(args: string[], place: { root: string; from: string }): Promise<0 | 1 | 2> {
  const name = [args.slice(0, 2).join(' '), args[0] ?? ''].find((candidate) => Object.hasOwn(commands, candidate))
  const entry = name === undefined ? undefined : ownValue(commands, name)
  if (name === undefined || !entry) return showUsage(args)
  let event: ReturnType<Command>
  try {
    event = (await entry.load())(args.slice(name.split(' ').length))
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    console.error(`${error.message}\nUsage: npm run commonplace -- ${entry.usage}`)
    return 2
  }
  return perform(event, place, entry)
}

async function perform(
  work: ReturnType<Command>,
  place: { root: string; from: string },
  entry: Entry,
): Promise<0 | 1 | 2> {
  let instance: Instance | undefined
  try {
    instance = await open()
    await inOpenInstance(work, place, entry)
    return 0
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message}\nUsage: npm run commonplace -- ${entry.usage}`)
      return 2
    }
    console.error(oneLine(error))
    return 1
  } finally {
    await instance?.close()
  }
}

/** What is wrong with DATA_DIR is told as a start tells it. */
async function open(): Promise<Instance> {
  const { DATABASE_URL, DATA_DIR } = givenEnv()
  try {
    if (DATABASE_URL === undefined) requireWritable(DATA_DIR)
    return await openInstance('the command line', 'share')
  } catch (error) {
    const trouble = diskTrouble(error, DATA_DIR)
    throw trouble === undefined ? error : new StartError(trouble)
  }
}

async function inOpenInstance(
  work: ReturnType<Command>,
  { root, from }: { root: string; from: string },
  { takesEarlier }: Entry,
): Promise<void> {
  const { demandSchema } = await import('@/server/database/migrate')
  await demandSchema(env().DATABASE_URL, `${root}/prisma/migrations`, takesEarlier ? 'take' : 'refuse')
  const db = connect(env().DATABASE_URL, { max: 4 })
  const context: CommandContext = {
    db,
    from,
    root,
    now: new Date(),
    print: (line) => console.log(line),
    readInput: () => text(process.stdin),
  }
  try {
    await work(context)
  } finally {
    await everyTextReady()
    await db.$disconnect()
  }
}

/** Expected failures carry a sentence; of anything else, the first line is told and the rest is for DEBUG. */
function oneLine(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const expected = ['AppError', 'CommandError', 'StartError', 'EnvError'].includes(error.name)
  return expected ? error.message : (fileTrouble(error) ?? `${error.name}: ${error.message.trim().split('\n').at(-1)}`)
}

function showUsage(args: string[]): 0 | 2 {
  const width = Math.max(...Object.values(commands).map(({ usage }) => usage.length))
  const lines = Object.values(commands).map(({ usage, does }) => `  ${usage.padEnd(width)}  ${does}`)
  const asked = args.length === 0 || ['help', '--help', '-h'].includes(args[0] ?? '')
  const write = asked ? console.log : console.error
  if (!asked) write(`There is no command "${args.join(' ')}".`)
  write(`Usage: npm run commonplace -- COMMAND\n${lines.join('\n')}`)
  return asked ? 0 : 2
}
