import { setFlagsFromString } from 'node:v8'

/**
 * Lets V8 collect its old generation whenever it has doubled. On a machine with much memory it waits for four times as much, which for a server that streams
 * means hundreds of megabytes of rubbish (docs/adr/0076). The flag is read at every collection, so it may be set while the process runs; it holds for its
 * worker threads too.
 */
export function collectEarly(): void {
  setFlagsFromString('--heap-growing-percent=100')
}

/**
 * Lets V8 optimise WebAssembly only where it is used a great deal. What it optimises it compiles beside the main thread, and of what that takes, some ten times
 * the code, the C library gives nothing back to the system: 80 MB of a server at which nobody has done anything, for Prisma's statements, which are kept once
 * they are made. What is used in earnest is optimised still. Read when a program is compiled, so it is said before the first one is (ADR 0173).
 */
export function optimiseSparingly(): void {
  setFlagsFromString('--wasm-tiering-budget=50000000')
}
