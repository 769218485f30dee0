/**
 * Resolves when this process is told to stop: Ctrl-C, SIGTERM, a closed terminal, or the end of the npm that started it. npm runs
 * scripts through a shell that passes no signal on, so `kill` of `npm start` is only seen as the loss of one's parent.
 * `parent` is that npm's shell; undefined where there is none.
 * A second Ctrl-C changes nothing: stopping is already under way, and bounded.
 */
export function onStopSignal(parent: number | undefined): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve())
    if (parent === undefined) return
    const watch = setInterval(() => {
      if (process.ppid === parent) return
      clearInterval(watch)
      resolve()
    }, 200)
    watch.unref()
  })
}
