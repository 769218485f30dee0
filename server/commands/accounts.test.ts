import { expect, test } from 'vitest'
import { findSignIn } from '@/lib/data/accounts/identity'
import { freshDatabase } from '@/testing/fresh-database'
import { CommandError, UsageError, type Command, type CommandContext } from './command'
import { tokenCreate } from './token-create'
import { userCreate } from './user-create'
import { userDeactivate } from './user-deactivate'
import { userUnlink } from './user-unlink'
import { userResetPassword } from './user-reset-password'

const { db } = await freshDatabase()

/** What the command prints, given `typed` on standard input. */
async function run(command: Command, args: string[], typed = 'a long enough password\n'): Promise<string[]> {
  const said: string[] = []
  const context: CommandContext = {
    db,
    from: '/',
    root: process.cwd(),
    now: new Date('2026-11-22T17:00:00Z'),
    print: (line) => void said.push(line),
    readInput: async () => typed,
  }
  await command(args)(context)
  return said
}

const userOf = (email: string, ...more: string[]) => ['--email', email, '--name', 'Ada', '--password-stdin', ...more]

test('an account is made as the API would make it, and its id printed alone', async () => {
  const said = await run(userCreate, ['--email', ' Ada@Example.org ', '--name', ' Ada Lovelace ', '--password-stdin'])
  const account = await findSignIn(db, 'ada@example.org')
  expect([account?.name, account?.email]).toEqual(['Ada Lovelace', 'ada@example.org'])
  expect(said).toEqual([account?.id])
  await expect(run(userCreate, userOf('ADA@example.org'))).rejects.toMatchObject({ code: 'already-exists' })
})

test('with --json there is something to parse', async () => {
  const [made = ''] = await run(userCreate, userOf('Json@example.org', '--json'))
  expect(JSON.parse(made)).toEqual({ id: (await findSignIn(db, 'json@example.org'))?.id, email: 'json@example.org' })
  const [token = ''] = await run(tokenCreate, [
    '--user',
    'json@example.org',
    '--scope',
    'read',
    '--name',
    ' nightly ',
    '--json',
  ])
  expect(JSON.parse(token)).toEqual({
    id: expect.any(String),
    name: 'nightly',
    scope: 'read',
    secret: expect.stringMatching(/^cp_\S+$/),
  })
  const [reset = ''] = await run(userResetPassword, ['--email', 'json@example.org', '--json'])
  expect(JSON.parse(reset)).toEqual({ url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:3000\/resets\/\S+$/) })
})

test.each<[Command, string[], RegExp]>([
  [userCreate, userOf('bad'), /^--email: Enter an email address, such as name@example\.org\.$/],
  [userCreate, userOf(`${'a'.repeat(250)}@example.org`), /^--email: [^\n]+\.$/],
  [
    userCreate,
    ['--email', 'b@example.org', '--name', ' \u200b', '--password-stdin'],
    /^--name: This cannot be empty\.$/,
  ],
  [userCreate, ['--email', 'b@example.org', '--name', 'a\nb', '--password-stdin'], /^--name: Line breaks [^\n]+\.$/],
  [
    userCreate,
    ['--email', 'b@example.org', '--name', 'a'.repeat(121), '--password-stdin'],
    /^--name: At most 120 characters\.$/,
  ],
  [userCreate, ['--email', '-x', '--name', 'Ada'], /^Option '--email' argument is ambiguous\.$/],
  [tokenCreate, ['--user', 'ada@example.org', '--scope', 'admin'], /^--scope must be read or write\.$/],
  [tokenCreate, ['--user', 'ada@example.org', '--scope', 'read', '--name', ''], /^--name: This cannot be empty\.$/],
  [
    userResetPassword,
    ['--email', 'ada@example.org', '--json', '--password-stdin'],
    /^--json and --password-stdin [^\n]+\.$/,
  ],
])('%o %j is wrong usage, said in one line before the database is asked', (command, args, reason) => {
  expect(() => command(args)).toThrow(UsageError)
  expect(() => command(args)).toThrow(reason)
})

test.each([
  ['short', /^The password on standard input: Choose a password of at least 10 characters\.$/],
  ['p'.repeat(257), /Choose a password of at most 256 characters/],
])('the password %s is refused, and nobody is made', async (typed, reason) => {
  await expect(run(userCreate, userOf('c@example.org'), typed)).rejects.toThrow(UsageError)
  await expect(run(userCreate, userOf('c@example.org'), typed)).rejects.toThrow(reason)
  expect(await findSignIn(db, 'c@example.org')).toBeNull()
})

test.each<[string, Command, string[]]>([
  ['token create', tokenCreate, ['--user', 'nobody@example.org', '--scope', 'read']],
  ['user reset-password', userResetPassword, ['--email', 'nobody@example.org']],
  ['user deactivate', userDeactivate, ['--email', 'nobody@example.org']],
  ['user unlink', userUnlink, ['--email', 'nobody@example.org']],
])('%s names the address that nobody has', async (_, command, args) => {
  await expect(run(command, args)).rejects.toThrow(CommandError)
  await expect(run(command, args)).rejects.toThrow(
    /^There is no (active )?account with the email address nobody@example\.org\.$/,
  )
})

// Accounts made before addresses were checked here must still be reached.
test('whoever has an address that would not be taken any more can be deactivated', async () => {
  await db.user.create({
    data: { id: '01999999-0000-7000-8000-000000000002', email: 'bad', name: 'Early' },
    select: { id: true },
  })
  await run(userDeactivate, ['--email', 'bad'])
  expect((await findSignIn(db, 'bad'))?.deactivatedAt).not.toBeNull()
})

test('an account is unlinked from single sign-on, which is said where there is nothing to unlink', async () => {
  await run(userCreate, userOf('linked@example.org'))
  const { id } = await db.user.findUniqueOrThrow({ where: { email: 'linked@example.org' }, select: { id: true } })
  await db.userIdentity.create({ data: { issuer: 'https://idp.example.org', subject: 'linked', userId: id } })
  expect(await run(userUnlink, ['--email', 'Linked@example.org'])).toEqual([])
  expect(await db.userIdentity.count({ where: { userId: id } })).toBe(0)
  await expect(run(userUnlink, ['--email', 'linked@example.org'])).rejects.toThrow(
    /^Nobody signs in as linked@example\.org through a single sign-on provider\.$/,
  )
})
