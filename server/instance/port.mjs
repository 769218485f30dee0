import { createServer } from 'node:net'
import { StartError } from './explain.mjs'

/**
 * The one line for an address that cannot be listened on.
 * @param {NodeJS.ErrnoException} error
 * @param {number} port
 * @param {string} host
 */
function listenFault(error, port, host) {
  const other = port === 65535 ? 3000 : port + 1
  if (error.code === 'EADDRINUSE')
    return new StartError(
      `Port ${port} is already taken on ${host}. Stop what uses it, or choose another: npm start -- --port ${other}`,
    )
  if (error.code === 'EACCES')
    return new StartError(`Port ${port} may not be used by this user. Choose one above 1023: npm start -- --port 3000`)
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return new StartError(
      `HOST is ${host}, which is not an address of this machine. Use 127.0.0.1, or 0.0.0.0 for every interface.`,
    )
  return error
}

/**
 * Listens, or fails with a line that says what to do.
 * @param {import('node:net').Server} server
 * @param {number} port
 * @param {string} host
 * @returns {Promise<void>}
 */
export function listen(server, port, host) {
  return new Promise((done, fail) => {
    server.once('error', (error) => fail(listenFault(error, port, host)))
    server.listen(port, host, () => done())
  })
}

/**
 * Fails as listening would when the port is taken, without keeping it: asked before the long work of a first start.
 * @param {number} port
 * @param {string} host
 */
export async function requireFreePort(port, host) {
  const probe = createServer()
  await listen(probe, port, host)
  await new Promise((done) => probe.close(done))
}
