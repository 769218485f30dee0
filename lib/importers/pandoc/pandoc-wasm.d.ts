declare module 'pandoc-wasm' {
  interface ConvertResult {
    stdout: string
    stderr: string
    warnings: { type?: string; pretty?: string }[]
  }
  export function convert(
    options: Record<string, unknown>,
    stdin: string | null,
    files: Record<string, string | Blob>,
  ): Promise<ConvertResult>
  export function query(options: { query: string }): unknown
}
