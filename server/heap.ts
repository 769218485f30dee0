import { setFlagsFromString } from 'node:v8'

/**
 * Lets V8 collect its old generation whenever it has doubled. On a machine with much memory it waits for four times as much, which for a server that streams
 * means hundreds of megabytes of rubbish (docs/adr/0076). The flag is read at every collection, so it may be set while the process runs; it holds for its
 * worker threads too.
 */
export function collectEarly(): void {
  setFlagsFromString('--heap-growing-percent=100')
}
