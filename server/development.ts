import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { database } from '@/lib/data/database/client'
import { env, provideEnv } from '@/lib/env'
import { issueSetupCode } from '@/lib/services/accounts/set-up-instance'
import { applyMigrations } from './database/migrate'
import { openInstance } from './instance/open-instance'
import { onStopSignal } from './stop-signal'

/** Like serve, but pages and API are compiled by `next dev` as they change; the API is mounted by the route handlers under app/api. */
export async function develop({ root, parent }: { root: string; parent?: number }): Promise<void> {
  const instance = await openInstance('a development server', 'refuse')
  try {
    const { PORT, HOST, BASE_URL } = env()
    provideEnv({ NEXTAUTH_URL: BASE_URL, NODE_ENV: 'development' })
    await applyMigrations(env().DATABASE_URL, join(root, 'prisma/migrations'))
    const setupCode = await issueSetupCode(database())
    await database().$disconnect()
    const stopped = onStopSignal(parent)
    const child = spawn(
      process.execPath,
      [join(root, 'node_modules/next/dist/bin/next'), 'dev', root, '--hostname', HOST, '--port', String(PORT)],
      { stdio: 'inherit' },
    )
    const ended = once(child, 'exit')
    instance.note(BASE_URL)
    if (setupCode !== null) console.log(`Set up: ${BASE_URL}/setup?code=${encodeURIComponent(setupCode)}`)
    await Promise.race([stopped, ended])
    child.kill('SIGTERM')
    await ended
  } finally {
    await instance.close()
  }
}
