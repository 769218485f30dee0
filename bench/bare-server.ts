import { createServer } from 'node:http'
import pg from 'pg'

// What bounds the creation of annotations: the same statements with the same values, planned once as the application has them planned, through nothing but
// node-http and pg. It is told everything in a message, checks nothing, and cuts the quote from a text it holds.

interface Task {
  databaseUrl: string
  identify: { text: string; values: unknown[] }
  insert: {
    text: string
    values: unknown[]
    places: Record<'id' | 'start' | 'end' | 'quote' | 'prefix' | 'suffix' | 'event', number[]>
  }
  text: string
}

process.once('message', (task: Task) => {
  const pool = new pg.Pool({ connectionString: task.databaseUrl, max: 10 })
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      void create(pool, task, JSON.parse(Buffer.concat(chunks).toString()) as Asked).then(
        (row) => response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(row)),
        (error: unknown) => response.writeHead(500).end(String(error)),
      )
    })
  })
  server.keepAliveTimeout = 60_000
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    process.send?.(typeof address === 'object' ? address?.port : null)
  })
})

interface Asked {
  id: string
  start: number
  end: number
}

async function create(pool: pg.Pool, { identify, insert, text }: Task, { id, start, end }: Asked) {
  await pool.query({ name: 'identify', ...identify })
  const cut = {
    id,
    start,
    end,
    quote: text.slice(start, end),
    prefix: text.slice(Math.max(0, start - 32), start),
    suffix: text.slice(end, end + 32),
  }
  const values = [...insert.values]
  const event = JSON.stringify({
    ...(JSON.parse(String(insert.values[insert.places.event[0] ?? 0])) as object),
    id,
    start,
    end,
    quote: cut.quote,
  })
  for (const [name, places] of Object.entries(insert.places))
    for (const place of places) values[place] = name === 'event' ? event : cut[name as keyof typeof cut]
  const { rows } = await pool.query<object>({ name: 'insert', text: insert.text, values })
  return { ...cut, ...rows[0] }
}
