import { connection } from '@/lib/browser/offline/connection'
import { ProblemError, problemFrom } from './api'
import { saveFile } from './save-file'
import { unreached } from './spoken'

/** Fetches a file of the API (`path` is what stands after /api/v1) and hands it to the browser to be kept. Refusals are ProblemErrors. */
export async function download(path: string, fallbackName: string): Promise<void> {
  const response = await fetch(`/api/v1${path}`, { credentials: 'same-origin' }).catch(() => {
    void connection.doubt()
    throw new ProblemError('offline', unreached('download'), 0)
  })
  if (!response.ok) throw problemFrom(response.status, await response.json())
  const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1]
  saveFile(await response.blob(), name === undefined ? fallbackName : decodeURIComponent(name))
}
