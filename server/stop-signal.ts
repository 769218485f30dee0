/** Resolves at the first Ctrl-C, SIGTERM or closed terminal. A second Ctrl-C is ignored: stopping is already under way and bounded. */
export function onStopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve())
  })
}
