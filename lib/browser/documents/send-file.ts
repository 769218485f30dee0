import { ProblemError, problemFrom } from '@/lib/browser/api'
import { madeForHeader } from '@/lib/domain/offline/answers'
import { unreached } from '@/lib/browser/spoken'

/**
 * Posts a form with a file to the API and reports how much of it has been sent (0 to 1). It is an XMLHttpRequest because fetch cannot
 * report that. Refusals are ProblemErrors as from `callApi`, also of what goes out while another account than `madeFor` is signed in.
 */
export function sendFile<T>(
  madeFor: string,
  path: string,
  form: FormData,
  onSent: (share: number) => void,
  signal: AbortSignal,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/v1${path}`)
    request.setRequestHeader(madeForHeader, madeFor)
    request.responseType = 'json'
    request.upload.onprogress = (event) => onSent(event.lengthComputable ? event.loaded / event.total : 0)
    request.upload.onload = () => onSent(1)
    request.onload = () =>
      request.status < 300 ? resolve(request.response as T) : reject(problemFrom(request.status, request.response))
    request.onerror = () => reject(new ProblemError('offline', unreached('upload'), 0))
    request.onabort = () => reject(new DOMException('Taken out of the queue', 'AbortError'))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(form)
  })
}
