import { startInstance } from './instance'

/** One production server for the whole browser run, built first where the build is stale. Each test makes people and projects of its own on it. */
export default async function startServer(): Promise<() => Promise<void>> {
  const { stop, ...instance } = await startInstance([])
  process.env.E2E_INSTANCE = JSON.stringify(instance)
  return stop
}
